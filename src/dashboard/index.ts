/** The dashboard: a page over recorded and live runs, served on this machine alone. */

export { type Dashboard, serveDashboard } from './serveDashboard.js';

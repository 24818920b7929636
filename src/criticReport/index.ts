/** Reports on critics from elsewhere, and critics of this library for elsewhere. */

export type { Column } from './columns.js';
export { criticModel } from './criticModel.js';
export { criticReport, type ReportOptions } from './criticReport.js';
export { encodeTransitions } from './encodeTransitions.js';
export { FEED_ROLES, type FeedRole } from './inputRoles.js';
export type { Heads } from './modelViews.js';
export type { ModelChoice } from './onnxModel.js';
export { readTransitions } from './readTransitions.js';
export type { CriticReport, GroundingReport, LayerReport } from './report.js';
export { layerRows, reportFigure, reportRows } from './reportView.js';
export { type TransitionNumbers, type Transitions, transitionsOf } from './transitions.js';

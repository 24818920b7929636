/** Base policies: the contract and what can be frozen behind it. */

export type { BasePolicy } from './basePolicy.js';
export type { ScriptedExpert } from './scripted/expert.js';
export { createGantryExpert } from './scripted/gantryExpert.js';

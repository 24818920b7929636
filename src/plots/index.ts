/** Figures: one function per kind, rows in, a plotly specification out. */

export { type AgentStyle, agentStyles } from './agentStyle.js';
export { type Figure, mergeLayout } from './figure.js';
export { type IntervalPlotOptions, type IntervalRow, intervalPlot } from './intervalPlot.js';
export { type LearningCurvesOptions, learningCurves } from './learningCurves.js';
export { type LiveTrainingOptions, liveTraining } from './liveTraining.js';
export { type ResponsePlotOptions, type ResponseRow, responsePlot } from './responsePlot.js';
export type { BaseResult, CurvePoint, MetricPoint, TimeAxis } from './rows.js';
export { type FinalRow, type SeedDotsOptions, seedDots } from './seedDots.js';
export { type StepsToThresholdOptions, stepsToThresholdPlot } from './stepsToThresholdPlot.js';

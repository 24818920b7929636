/** Figures: one function per kind, rows in, a plotly specification out. */

export { type AgentStyle, agentStyles, orderedStyles } from './agentStyle.js';
export { type AggregatePlotOptions, aggregatePlot } from './aggregatePlot.js';
export { type CalibrationPlotOptions, type CalibrationRow, calibrationPlot } from './calibrationPlot.js';
export { darkFigure } from './darkFigure.js';
export { type DiagnosticCurvesOptions, diagnosticCurves, type ReferenceLine } from './diagnosticCurves.js';
export type { DiagnosticColumns, DiagnosticRow, DiagnosticStatistic } from './diagnosticTraces.js';
export { type ExploreCurvesOptions, exploreCurves, exploreGrid, type GridPoints } from './exploreCurves.js';
export { type Figure, figureHeight, mergeLayout } from './figure.js';
export { figureCsv } from './figureCsv.js';
export { figureForWidth } from './figureForWidth.js';
export { figureOnPaper } from './figureSlider.js';
export { figureText } from './figureText.js';
export { type HeatmapPlotOptions, type HeatmapRow, heatmapPlot } from './heatmapPlot.js';
export { type ImprovementPlotOptions, improvementPlot } from './improvementPlot.js';
export { type IntervalPlotOptions, type IntervalRow, intervalPlot } from './intervalPlot.js';
export { type LearningCurvesOptions, learningCurves } from './learningCurves.js';
export { type LiveTrainingOptions, liveTraining } from './liveTraining.js';
export type { NumberColumn } from './numberColumn.js';
export { type ResponsePlotOptions, type ResponseRow, responsePlot } from './responsePlot.js';
export type { BaseResult, CurvePoint, MetricPoint, RunMark, TimeAxis } from './rows.js';
export { type ScatterPlotOptions, type ScatterRow, scatterPlot } from './scatterPlot.js';
export { type ProfileRow, type ScoreProfileOptions, scoreProfilePlot } from './scoreProfilePlot.js';
export { type FinalRow, type SeedDotsOptions, seedDots } from './seedDots.js';
export { type SpeedupCurveOptions, type SpeedupRow, speedupCurve } from './speedupCurve.js';
export { type StepsToThresholdOptions, stepsToThresholdPlot } from './stepsToThresholdPlot.js';

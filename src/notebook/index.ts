/** The notebook: what a cell can show, the headless runner, the publisher. */

export { cellSignal } from './cellSignal.js';
export { type DisplaySlot, display, displaySlot, embedPlotly, showFigure, showHtml, showMarkdown } from './display.js';
export { checkExercise, type ExerciseResult } from './exercise.js';
export { formatDuration } from './formatDuration.js';
export { formatValue } from './formatValue.js';
export type { MimeBundle } from './kernelBridge.js';
export { type LivePlot, livePlot } from './livePlot.js';
export type { AgentChoice, LiveRunOptions } from './liveRunParts.js';
export { type CellOutput, type Notebook, type NotebookCell, readNotebook, writeNotebook } from './notebookFile.js';
export { NOTEBOOK_SCALES, type NotebookScale, notebookScale, parseNotebookScale } from './notebookScale.js';
export type { PlotlyBundle } from './plotlyLoader.js';
export { type ProgressBar, progressBar } from './progressBar.js';
export {
  type Provenance,
  provenance,
  provenanceText,
  type RunProvenance,
  showProvenance,
  sourceHash,
} from './provenance.js';
export { type PublishOptions, publishNotebooks } from './publish.js';
export type { ReadersSettings } from './recordedUnlike.js';
export { type ResidualRule, type RulePlace, residualByHand } from './residualByHand.js';
export type { Episode } from './rolloutEpisode.js';
export type { CellResult, CellStatus } from './runCell.js';
export { type CellProgress, type NotebookRun, type RunNotebookOptions, runNotebook } from './runNotebook.js';
export { type ShownClaim, showFamily } from './showFamily.js';
export { showNote } from './showNote.js';
export { showRecorded } from './showRecorded.js';
export { type CellRun, RUNS_MIME } from './showRuns.js';
export { showTable, type TableOptions } from './showTable.js';
export type { AgentVariant, SideBySideOptions } from './sideBySideRun.js';
export { stripNotebook } from './stripNotebook.js';
export type { ArqueroLike, DanfoLike, Rows, TableLike } from './tableRows.js';
export { type LiveRun, liveRows, type TrainLiveOptions, trainLive } from './trainLive.js';
export { type FailedRun, type SideBySide, trainSideBySide } from './trainSideBySide.js';
export { type ShownVerdict, showVerdict, type VerdictContext } from './verdict.js';
export {
  type FoundVerdict,
  foldedVerdicts,
  liveVerdicts,
  notebookVerdicts,
  recordedVerdicts,
  verdictCount,
  verdictTable,
} from './verdictPage.js';
export { type WatchOptions, watchEpisodes } from './watchEpisodes.js';
export type { WatchedMetric } from './watchedMetric.js';
export { readWithdrawn, type WithdrawnVerdict, withdrawnTable } from './withdrawnVerdicts.js';

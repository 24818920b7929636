/** The notebook: what a cell can show, the headless runner, the publisher. */

export { cellSignal } from './cell/cellSignal.js';
export {
  type DisplaySlot,
  display,
  displaySlot,
  embedPlotly,
  showFigure,
  showHtml,
  showMarkdown,
} from './cell/display.js';
export { checkExercise, type ExerciseResult } from './cell/exercise.js';
export { type ExerciseHelp, type NotebookExercise, notebookExercises } from './cell/exerciseHelp.js';
export { type SolvedExercises, solvedExercises } from './cell/exerciseProgress.js';
export { formatDuration } from './cell/formatDuration.js';
export { formatValue } from './cell/formatValue.js';
export type { MimeBundle } from './cell/kernelBridge.js';
export { NOTEBOOK_SCALES, type NotebookScale, notebookScale, parseNotebookScale } from './cell/notebookScale.js';
export type { PlotlyBundle } from './cell/plotlyLoader.js';
export { type ProgressBar, progressBar } from './cell/progressBar.js';
export { type Provenance, provenance, provenanceText, type RunProvenance, showProvenance } from './cell/provenance.js';
export type { ReadersSettings } from './cell/settingsUnlikeRecorded.js';
export { type Comparable, type DifferenceView, showComparison, showDifference } from './cell/showDifference.js';
export { type ShownClaim, showFamily } from './cell/showFamily.js';
export { showNote } from './cell/showNote.js';
export { showRecorded } from './cell/showRecorded.js';
export { type CellRun, RUNS_MIME } from './cell/showRuns.js';
export { showTable, type TableOptions } from './cell/showTable.js';
export { sourceHash } from './cell/sourceState.js';
export type { ArqueroLike, DanfoLike, Rows, TableLike } from './cell/tableRows.js';
export { type ShownVerdict, showVerdict, type VerdictContext } from './cell/verdict.js';
export {
  type CellOutput,
  type Notebook,
  type NotebookCell,
  readNotebook,
  writeNotebook,
} from './document/notebookFile.js';
export { setKnobs } from './document/setKnobs.js';
export { stripNotebook } from './document/stripNotebook.js';
export { installKernel, type KernelPlace } from './kernel/installKernel.js';
export type { CellResult, CellStatus } from './kernel/runCell.js';
export { type CellProgress, type NotebookRun, type RunNotebookOptions, runNotebook } from './kernel/runNotebook.js';
export type { FailedRun } from './live/failedRun.js';
export { type LivePlot, livePlot } from './live/livePlot.js';
export type { AgentChoice, LiveRunOptions } from './live/liveRunParts.js';
export { type ResidualRule, type RulePlace, residualByHand } from './live/residualByHand.js';
export type { Episode } from './live/rolloutEpisode.js';
export type { AgentVariant, SideBySideOptions } from './live/sideBySideRun.js';
export { type LiveRun, liveRows, type TrainLiveOptions, trainLive } from './live/trainLive.js';
export { type SideBySide, trainSideBySide } from './live/trainSideBySide.js';
export { playEpisodes, type WatchOptions, watchEpisodes } from './live/watchEpisodes.js';
export type { Watched, WatchedMetric } from './live/watchedMetric.js';
export { type PublishOptions, publishNotebooks } from './publish/publish.js';
export { verdictLines } from './publish/verdictLines.js';
export {
  type FoundVerdict,
  foldedVerdicts,
  liveVerdicts,
  notebookVerdicts,
  recordedVerdicts,
  verdictCount,
  verdictTable,
} from './publish/verdictPage.js';
export { readWithdrawn, type WithdrawnVerdict, withdrawnTable } from './publish/withdrawnVerdicts.js';
export { publishSite, type SiteOptions } from './site/publishSite.js';
export { lacksOfSite } from './site/siteNotebooks.js';
export { compareVerdicts, type VerdictComparison } from './study/compareVerdicts.js';
export { parseAuthor, type Study, type StudyAuthor, USUAL_LICENSE } from './study/study.js';

/** dawnlab: a literate laboratory for value learning in residual reinforcement learning. */

export {
  cellSignal,
  checkExercise,
  display,
  displaySlot,
  embedPlotly,
  formatDuration,
  formatValue,
  livePlot,
  notebookScale,
  progressBar,
  provenance,
  provenanceText,
  publishNotebooks,
  runNotebook,
  showFigure,
  showHtml,
  showMarkdown,
  showProvenance,
  showTable,
  showVerdict,
  sourceHash,
} from './notebook/index.js';
export type { Figure } from './plots/index.js';

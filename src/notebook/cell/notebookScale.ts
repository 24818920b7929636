/** The scale knob of the notebooks. */

/** How much a notebook computes: `smoke` runs every cell and claims nothing, `quick` shows the shape, `full` the result. */
export type NotebookScale = 'smoke' | 'quick' | 'full';

/** The scales, smallest first. */
export const NOTEBOOK_SCALES: readonly NotebookScale[] = ['smoke', 'quick', 'full'];

/**
 * The scale that the runner or the reader chose by the environment variable `DAWNLAB_SCALE`.
 *
 * @returns the scale; `quick` if the variable is not set
 * @throws Error if the variable names no scale
 */
export function notebookScale(): NotebookScale {
  return parseNotebookScale(process.env.DAWNLAB_SCALE || 'quick');
}

/**
 * Reads a scale from text.
 *
 * @param text for instance a command-line option
 * @returns the scale
 * @throws Error if it is none of {@link NOTEBOOK_SCALES}
 */
export function parseNotebookScale(text: string): NotebookScale {
  const scale = NOTEBOOK_SCALES.find((name) => name === text);
  if (scale) return scale;
  throw new Error(
    `Unknown scale '${text}'. Expected one of ${NOTEBOOK_SCALES.join(', ')}, for instance DAWNLAB_SCALE=quick.`,
  );
}

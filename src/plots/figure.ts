/** The one value that every plot function returns: a plotly specification, plain JSON, drawn by whoever receives it. */

/** A plotly figure: traces and layout, without functions, so that it can be stored, published and compared. */
export interface Figure {
  /** Plotly traces, in drawing order. */
  readonly data: readonly object[];
  /** Plotly layout. */
  readonly layout: Record<string, unknown>;
}

/** Whether a value is a plain record, and so merged key by key. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A layout with another laid over it: records merge key by key, everything else (arrays too) is replaced.
 *
 * @param base the layout below
 * @param over what to change
 * @returns a new layout; neither argument is altered
 */
export function mergeLayout(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isRecord(below) && isRecord(value) ? mergeLayout(below, value) : value;
  }
  return merged;
}

/** Height of a figure that does not say its own, in CSS pixels. */
const USUAL_HEIGHT = 360;

/**
 * The height of a figure.
 *
 * @param layout of the figure
 * @returns its `height`, else 360, in CSS pixels
 */
export function figureHeight({ height }: Figure['layout']): number {
  return typeof height === 'number' && Number.isFinite(height) ? height : USUAL_HEIGHT;
}

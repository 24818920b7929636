/** The residuals of transitions, however they are written. */

import { type Columns, checked, needed, rowsOf } from './columns.js';

const TOLERANCE = 1e-4;

/** Who gives both residual and action must mean one thing by them. */
function checkSame(
  columns: Columns,
  base: readonly Float32Array[],
  residuals: readonly Float32Array[],
  lambda: number,
) {
  const actions = rowsOf(checked(columns, 'action', base.length, 2));
  const isOff = (i: number) =>
    actions[i].length !== base[i].length ||
    actions[i].some((value, j) => Math.abs(value - base[i][j] - lambda * residuals[i][j]) > 10 * TOLERANCE);
  const row = base.findIndex((_, i) => isOff(i));
  if (row >= 0)
    throw new Error(
      `In row ${row} 'action' is not base_action + lambda · residual. Is lambda right, and is action unclipped? The critic is ` +
        "asked about the sum: leave 'action' out if that is what you mean.",
    );
}

/**
 * Unscaled residuals u: as they are, or (a − a_base) / λ.
 *
 * @param columns by name; `residual` or `action` is looked at
 * @param base base actions, a row a transition
 * @param lambda λ
 * @returns u of each row
 * @throws Error on other widths, on residuals beyond [−1, 1], and on a residual and an action that contradict each other
 */
export function residualsOf(columns: Columns, base: readonly Float32Array[], lambda: number): Float32Array[] {
  const rows = base.length;
  const width = base[0].length;
  const name = columns.has('residual') ? 'residual' : 'action';
  if (!columns.has(name)) needed(columns, 'residual');
  const given = rowsOf(checked(columns, name, rows, 2));
  if (given[0].length !== width)
    throw new Error(`'${name}' has ${given[0].length} entries a row and 'base_action' ${width}; they must agree.`);
  const residuals =
    name === 'residual' ? given : given.map((action, i) => action.map((value, j) => (value - base[i][j]) / lambda));
  if (columns.has('action') && name === 'residual') checkSame(columns, base, residuals, lambda);
  const row = residuals.findIndex((residual) => residual.some((entry) => Math.abs(entry) > 1 + TOLERANCE));
  if (row < 0) return residuals;
  const worst = Math.max(...residuals[row].map(Math.abs));
  const cause =
    name === 'residual'
      ? 'it must lie in [−1, 1], before λ'
      : '(action − base_action) / lambda lies beyond [−1, 1]: is lambda right, and is action unclipped?';
  throw new Error(`A residual of row ${row} is as large as ${Number(worst.toPrecision(4))}: ${cause}`);
}

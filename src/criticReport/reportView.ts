/** A report on a critic as tables and figures, for a terminal, a cell and a page alike. */

import type { Bounds } from '../diagnostics/index.js';
import { calibrationPlot, type Figure } from '../plots/index.js';
import type { CriticReport } from './report.js';

type Row = Readonly<Record<string, string | number>>;

const short = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? '–' : String(Number(value.toPrecision(4))).replace('-', '−');
const percent = (share: number) => `${short(100 * share)} %`;
const between = ({ low, high }: Bounds) => (low === high ? short(low) : `${short(low)} … ${short(high)}`);

/**
 * The numbers of a report, each with how it reads.
 *
 * @param report from `criticReport`
 * @returns one row a number
 */
export function reportRows({ grounding, discrimination, qDifference, residual, scale }: CriticReport): Row[] {
  const { errorLow, errorHigh, biasLow, biasHigh, exactError, spearman, meanQ, impossible } = grounding;
  const row = (quantity: string, value: string, reads: string): Row => ({ quantity, value, 'how it reads': reads });
  return [
    row('E|Q − G|', between({ low: errorLow, high: errorHigh }), 'bounds where truncated episodes hide what followed'),
    row('E[Q − G]', between({ low: biasLow, high: biasHigh }), 'above 0: promises too much'),
    row('E|Q − G|, terminated episodes', short(exactError), 'the return is known exactly'),
    row(
      'rank correlation of Q with G',
      short(spearman),
      '1: orders states and actions as they turn out; terminated episodes',
    ),
    row('mean Q', short(meanQ), 'in units of reward'),
    row('Q that no return can be', percent(impossible), 'above 0: has diverged, or the range of rewards is wrong'),
    row(
      'discrimination D',
      short(discrimination),
      's.d. of Q over residuals ÷ over states; near 0 it ranks states, not actions',
    ),
    row('E|Q(a_b + λu) − Q(a_b)|', short(qDifference), 'what a residual is worth to it, in units of reward'),
    row('mean |u|', short(residual.size), 'of the recorded residuals; 1 is the bound'),
    row('saturated u', percent(residual.saturated), 'entries beyond 0.95: there the bound decides, not the critic'),
    row('‖λu‖ ÷ ‖a_base‖', short(scale.toBase), 'how small the residual is beside the base action'),
    row('‖λu‖ ÷ ‖[s, a_base]‖', short(scale.toInput), 'and beside the whole input'),
  ];
}

/**
 * The hidden layers of a report.
 *
 * @param report from `criticReport`
 * @returns one row a layer, first to last
 */
export function layerRows({ layers }: CriticReport): Row[] {
  return layers.map((layer, i) => ({
    layer: i + 1,
    units: layer.units,
    'S before': short(layer.sensitivityBefore),
    'S after': short(layer.sensitivity),
    'S to states': short(layer.sensitivityToStates),
    dormant: percent(layer.dormantShare),
    'effective rank': short(layer.effectiveRank),
    srank: layer.srank,
    tensor: layer.activation,
  }));
}

/**
 * The mean return over mean Q, in bins of equally many rows.
 *
 * @param report from `criticReport`
 * @returns a figure
 */
export function reportFigure({ grounding }: CriticReport): Figure {
  const rows = grounding.calibration.map((bin) => ({ agent: 'critic', q: bin.q, low: bin.low, high: bin.high }));
  return calibrationPlot(rows, { title: 'Calibration' });
}

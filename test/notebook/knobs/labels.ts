/** Whether the names of runs, and the numbers beside them, say what was trained. */

import { expect } from 'vitest';
import type { CellRun } from '../../../src/notebook/index.js';
import type { Shown } from './execution.js';

interface Settings {
  readonly lambda: number;
  readonly warmupChunks: number;
  readonly warmup: string;
  readonly critic: string;
  readonly criticInput: string;
  readonly valueHead: string;
  readonly explicit?: { readonly updates: number; readonly target?: string; readonly tunesTemperature: boolean };
}

const number = (text: string) => Number(text.replaceAll(',', ''));
const phase =
  (target: string, tunes: boolean) =>
  ({ explicit }: Settings) =>
    explicit?.target === `${target}Target` && explicit.tunesTemperature === tunes;
const normalized =
  (name: string) =>
  ({ critic }: Settings) =>
    critic.endsWith(` ${name}`);

const anchored = (settings: Settings, critic: string) =>
  settings.warmup === 'baseOnly' && normalized(critic === 'plain' ? 'none' : 'layerNorm')(settings);

/** What a name claims of the settings under it; a name that claims nothing known fails. */
const CLAIMS: readonly (readonly [name: RegExp, isTrue: (settings: Settings, said: string) => boolean])[] = [
  [/^dawn$/, ({ warmup, critic }) => warmup === 'baseOnly' && critic.endsWith(' layerNorm')],
  [/^(policyDecorator|vanilla)$/, ({ critic }) => critic.endsWith(' none')],
  [/^M = ([\d,]+)$/, ({ warmupChunks }, said) => warmupChunks === number(said)],
  [/^(sum|residual)$/, ({ criticInput }, said) => criticInput === said],
  [/^no phase$/, ({ explicit }) => explicit === undefined],
  [/^soft, α tuned$/, phase('soft', true)],
  [/^soft, α held$/, phase('soft', false)],
  [/^hard, α held$/, phase('hard', false)],
  [/^base only$/, ({ warmup }) => warmup === 'baseOnly'],
  [/^uniform$/, ({ warmup }) => warmup === 'randomResidual'],
  [/^Gaussian$/, ({ warmup }) => warmup.startsWith('gaussian ')],
  [/^trajectory-consistent$/, ({ warmup }) => warmup.startsWith('trajectoryConsistent ')],
  [/^LayerNorm$/, normalized('layerNorm')],
  [/^(?:plain|none)$/, normalized('none')],
  [/^RMSNorm$/, normalized('rmsNorm')],
  [/^squared error$/, ({ valueHead }) => valueHead === 'scalar meanSquaredError'],
  [/^HL-Gauss$/, ({ valueHead }) => /gauss/i.test(valueHead)],
  [/^C51$/, ({ valueHead }) => /categorical|c51/i.test(valueHead)],
  [/^warmupChunks = (\d+)$/, ({ warmupChunks }, said) => warmupChunks === number(said)],
  [/^lambda = ([\d.]+)$/, ({ lambda }, said) => lambda === number(said)],
  [/^groupNorm$/, normalized('groupNorm')],
  [/^(?:huber|mine|vanilla, my loss)$/, ({ valueHead }) => valueHead.endsWith(' huber')],
  [
    /^SAC, anchor, (LayerNorm|plain)$/,
    (settings, said) => 'initialTemperature' in settings && anchored(settings, said),
  ],
  [/^TD3, anchor, (LayerNorm|plain)$/, (settings, said) => 'nStep' in settings && anchored(settings, said)],
  [/^DAWN over badEye$/, () => true],
];

/** Numbers that texts speak of, and where they are in settings. */
const SYMBOLS: readonly (readonly [text: RegExp, of: (settings: Settings) => number | undefined])[] = [
  [/λ = ([\d.]*\d)/g, ({ lambda }) => lambda],
  [/\bM = ([\d,]*\d)/g, ({ warmupChunks }) => warmupChunks],
  [/\bK = ([\d,]*\d)/g, ({ explicit }) => explicit?.updates],
];

/** Fails on a name or a number in the knob cell or a training cell that is not true of what was trained. */
export function checkLabels(shown: readonly Shown[]): void {
  const runs = shown.flatMap((cell) => cell.runs);
  for (const run of runs) checkName(run);
  const told = shown.filter(({ id, runs: own }) => id === 'knobs' || own.length > 0);
  for (const { id, text } of told)
    for (const [pattern, of] of SYMBOLS) {
      const trained = runs.map(({ settings }) => of(settings as unknown as Settings));
      for (const [said, value] of text.matchAll(pattern)) expect(trained, `${id}: ${said}`).toContain(number(value!));
    }
}

function checkName({ label, base, settings }: CellRun): void {
  const claims = CLAIMS.filter(([name]) => name.test(label));
  expect(claims, `a name that claims nothing known: ${label}`).toHaveLength(1);
  const [[name, isTrue]] = claims as [(typeof CLAIMS)[number]];
  const said = name.exec(label)![1] ?? '';
  expect(isTrue(settings as unknown as Settings, said), `${label}: ${JSON.stringify(settings)}`).toBe(true);
  if (label.includes(' over ')) expect(label).toContain(` over ${base}`);
}

/** What becomes of each knob of each notebook: another value, which runs are others then, what a reader sees of it. */

/** A knob, turned. */
export interface TurnedKnob {
  /** Source of another value. */
  readonly to: string;
  /** Which runs must be others: all of them, or some in every training cell; none by default. */
  readonly runs?: 'all' | 'some';
  /** Training cells that it does not concern. */
  readonly except?: readonly string[];
  /** What must be shown with the new value, and was not before. */
  readonly says?: string;
  /** What the cell of recorded runs must say of the difference. */
  readonly recorded?: string;
  /** Cells beside those that train in which it is shown. */
  readonly cells?: readonly string[];
  /** Why only the whole execution can tell, where the cells that show it take long. */
  readonly slow?: string;
}

type Knobs = Readonly<Record<string, TurnedKnob>>;

/** The knobs of every preset, for all notebooks: names that no knob cell declares go into the braces of `taskPreset`. */
const PRESET: Knobs = {
  lambda: { to: '0.06', runs: 'all', says: 'λ = 0.06', recorded: '0.06)' },
  warmupChunks: { to: '88', runs: 'some', says: 'M = 88', recorded: '88)' },
  initialTemperature: { to: '0.5', runs: 'all', says: 'α₀ = 0.5', recorded: '0.5)' },
  discount: { to: '0.9', runs: 'all', says: 'γ = 0.9,', recorded: '0.9)' },
  totalChunks: { to: '384', runs: 'all', says: 'chunks = 384', recorded: '384)' },
};
const { warmupChunks: _, ...WITHOUT_M } = PRESET;
const scale: TurnedKnob = { to: "'quick'", runs: 'all', says: 'cale quick' };
const panda: TurnedKnob = { to: "'panda-peg'", runs: 'all', says: 'on panda-peg over' };
const seeds: TurnedKnob = { to: '[17]', runs: 'all', says: 'seed 17' };
const seed: TurnedKnob = { to: '17', runs: 'all', says: 'seed 17' };
const probeEpisodes: TurnedKnob = { to: '3', runs: 'all' };
const SLOW = 'its cells play episodes';

/** By notebook; `knobs` and `schedule` are turned by the names above. */
export const KNOBS: Readonly<Record<string, Knobs>> = {
  '00-start-here': { scale, seed, ...PRESET, episodes: { to: '6', says: '6 episodes' } },
  '01-residual-composition': {
    scale,
    seeds,
    ...PRESET,
    lambdas: { to: '[0.07, 0.2]', says: '0.07', cells: ['units'] },
    episodes: { to: '6', says: '6 episodes for each point' },
    verdictEpisodes: { to: '6', says: '6 episodes that were not used above', slow: SLOW },
  },
  '02-cold-start': {
    scale,
    task: panda,
    seeds,
    probeEpisodes,
    ...WITHOUT_M,
    anchor: { to: '40', runs: 'some', says: 'M = 40', recorded: '40)' },
  },
  '03-explicit-warmup': {
    scale,
    task: panda,
    seeds,
    probeEpisodes,
    ...PRESET,
    K: { to: '24', runs: 'some', says: 'K = 24' },
    tolerance: { to: '0.07', says: 'lies above -0.07', slow: 'its cells judge recorded runs' },
  },
  '04-warmup-behaviour': {
    scale,
    seeds,
    probeEpisodes,
    ...PRESET,
    sigma: { to: '0.35', runs: 'some', says: 'σ = 0.35' },
    epsilon: { to: '0.35', says: 'ε = 0.35' },
    chunks: { to: '128', says: '128 chunks with each behaviour' },
    budget: { to: '{ warmupChunks: 96, totalChunks: 256 }', runs: 'all', says: 'M = 96' },
    tolerance: { to: '0.07', says: 'lies above -0.07', slow: 'its cells judge recorded runs' },
  },
  '05-scale-mismatch': {
    scale,
    task: panda,
    seed,
    probeEpisodes,
    ...PRESET,
    lambdas: { to: '[0.07, 0.2]', says: '0.07', slow: SLOW },
    initSeeds: { to: '[1, 2, 3]', says: 'mean of 3 initialisations', slow: SLOW },
    depths: { to: '[2]', says: '25 pairs', slow: SLOW },
    rows: { to: '128', says: 'of which 128 are looked at', slow: SLOW },
  },
  '06-normalization': {
    scale,
    task: panda,
    seeds,
    probeEpisodes,
    ...PRESET,
    rival: { to: "'rmsNorm'", runs: 'some', says: 'RMSNorm on gantry-peg' },
  },
  '07-distributional': {
    scale,
    task: panda,
    seeds,
    ...PRESET,
    head: { to: "'c51'", runs: 'some', says: 'squared error and c51' },
  },
  '08-dawn': {
    scale,
    task: panda,
    seeds,
    ...PRESET,
    agents: { to: "['dawn', 'vanilla']", runs: 'some' },
    threshold: { to: '0.7', says: 'chunks to 0.7', cells: ['numbers'] },
  },
  '09-robustness': {
    scale,
    seeds,
    ...PRESET,
    // What sees has a base policy of its own, and no rival.
    baseKind: { to: "'cloning'", runs: 'all', says: 'over cloning', except: ['seen'] },
    change: { to: '{ lambda: 0.11 }', runs: 'some', says: 'lambda = 0.11', except: ['seen'] },
  },
  '10-your-own': {
    scale,
    seed,
    ...PRESET,
    // M is DAWN's; where vanilla begins to learn is another knob.
    warmupChunks: { ...PRESET.warmupChunks!, except: ['train-task-vanilla'] },
    episodes: { to: '6', says: 'the same 6 episodes', slow: SLOW },
  },
  '11-what-can-a-residual-reach': {
    scale,
    task: panda,
    baseKind: { to: "'cloning'", runs: 'all', says: 'over cloning' },
    seed,
    ...PRESET,
    episodes: { to: '6', says: '6 episodes for each line' },
    starts: { to: '5', says: 'each of 5 starts' },
    attempts: { to: '3', says: '3 attempts from each' },
    lambdas: { to: '[0.07]', says: '0.07', slow: SLOW },
  },
  '12-is-it-the-entropy': {
    scale,
    task: panda,
    seeds,
    probeEpisodes,
    ...PRESET,
    // What has no entropy has no temperature.
    initialTemperature: { ...PRESET.initialTemperature!, except: ['live-td3'] },
  },
};

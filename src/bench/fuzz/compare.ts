/** One random program on one engine, against tfjs op by op. */

import { type ArrayTree, flattenTree, type NdArray, sizeOf } from '../../arrays/index.js';
import { compile, type EngineName, stackTrees } from '../../compute/index.js';
import { randomStream } from '../../random/index.js';
import { jittering } from './jitter.js';
import { type FuzzProgram, functionOf, type Passing } from './program.js';

/** Largest difference that is allowed, relative to the element or, where that is small, to a tenth of the largest one. */
const TOLERANCE = 1e-5;
/** An element that moves by more than this part of the tolerance is ill-conditioned: nothing can be said of it. */
const STEADY = 0.2;

/** What came of one program. */
export interface Comparison {
  readonly verdict: 'equal' | 'eager' | 'different' | 'failed';
  /** The notice of an eager run, the error, or the element that differs. */
  readonly detail: string;
  /** Largest difference that was found, relative as {@link TOLERANCE} is. */
  readonly worst: number;
  readonly compared: number;
  /** Elements that hang on the last digits of what came before. */
  readonly skipped: number;
}

/** The inputs of each seed: the program's own, with the elements moved on. */
function inputsOf({ inputs, batched }: FuzzProgram): ArrayTree {
  const one = (by: number): ArrayTree =>
    Object.fromEntries(
      inputs.map(({ name, shape, data }) => [
        name,
        { shape, data: data.map((_, i) => data[(i + by) % data.length]) } as NdArray,
      ]),
    );
  return batched === undefined ? one(0) : stackTrees(Array.from({ length: batched }, (_, seed) => one(seed)));
}

async function runOn(engine: EngineName, program: FuzzProgram, pass?: Passing) {
  const notices: string[] = [];
  const inputs = inputsOf(program);
  const { batched } = program;
  const onNotice = (message: string) => notices.push(message);
  const compiled = await compile(functionOf(program, pass) as never, inputs, { engine, batched, onNotice });
  const outputs = new Map(flattenTree((await compiled.run(inputs)) as ArrayTree));
  await compiled.dispose();
  return { engine: compiled.engine, outputs };
}

/** How far an element is from the wanted one, in units of its scale. */
function distance(got: number, wanted: number, scale: number): number {
  if (got === wanted || (Number.isNaN(got) && Number.isNaN(wanted))) return 0;
  const difference = Math.abs(got - wanted) / scale;
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

function scaleOf({ data }: NdArray): (value: number) => number {
  const finite = Array.from(data, Math.abs).filter(Number.isFinite);
  const floor = Math.max(1e-30, 0.1 * Math.max(0, ...finite));
  return (value) => (data instanceof Int32Array ? 1e-6 : Math.max(floor, Number.isFinite(value) ? Math.abs(value) : 0));
}

interface Tally {
  worst: number;
  compared: number;
  skipped: number;
  detail: string;
}

function compareArray(
  path: string,
  got: NdArray | undefined,
  wanted: NdArray,
  moved: readonly NdArray[],
  tally: Tally,
): void {
  const kind = ({ shape, data }: NdArray) => `${data.constructor.name} [${shape}]`;
  if (!got || kind(got) !== kind(wanted)) {
    tally.worst = Number.POSITIVE_INFINITY;
    tally.detail = `${path} is ${got ? kind(got) : 'missing'}, eager ${kind(wanted)}`;
    return;
  }
  const scale = scaleOf(wanted);
  for (let i = 0; i < sizeOf(wanted.shape); i++) {
    const value = wanted.data[i];
    const unit = scale(value);
    if (moved.some(({ data }) => distance(data[i], value, unit) > STEADY * TOLERANCE)) {
      tally.skipped++;
      continue;
    }
    tally.compared++;
    const far = distance(got.data[i], value, unit);
    if (far > tally.worst) {
      tally.worst = far;
      tally.detail = `${path}[${i}] is ${got.data[i]}, eager ${value}`;
    }
  }
}

/**
 * Runs a program on an engine and eagerly, and compares element by element what does not hang on rounding.
 *
 * @param program the program
 * @param engine what is tested
 * @returns the comparison; it never throws
 */
export async function compare(program: FuzzProgram, engine: EngineName): Promise<Comparison> {
  const tally: Tally = { worst: 0, compared: 0, skipped: 0, detail: '' };
  const wanted = await runOn('eager', program);
  const moved = [1, -1, 2, -2].map((i) =>
    runOn('eager', program, jittering(randomStream(Math.abs(i), 'jitter'), program, Math.sign(i))),
  );
  const others = (await Promise.all(moved)).map(({ outputs }) => outputs);
  try {
    const got = await runOn(engine, program);
    for (const [path, array] of wanted.outputs)
      compareArray(
        path,
        got.outputs.get(path),
        array,
        others.map((set) => set.get(path) as NdArray),
        tally,
      );
    if (tally.worst > TOLERANCE) return { verdict: 'different', ...tally };
    return { verdict: got.engine === 'eager' ? 'eager' : 'equal', ...tally };
  } catch (error) {
    return { ...tally, verdict: 'failed', detail: String(error) };
  }
}

/** Every engine of the record, and one that a reader could write. */

import { beforeAll, describe, expect, it } from 'vitest';
import { full, type NdArray } from '../../../src/arrays/index.js';
import {
  compile,
  type Engine,
  engines,
  loadedProgram,
  type ResidentProgram,
  reachable,
  residentNames,
  residentSteps,
  type Trace,
  tf,
  UntraceableError,
  type Value,
} from '../../../src/compute/index.js';
import { engineContract, isHere } from '../../contracts/engine.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const numbersOf = (data: ArrayBufferView) => Array.from(data as unknown as ArrayLike<number>);

/** Operators in the trace's words, on numbers: those that the contract needs. */
const OPERATORS: Readonly<Record<string, (operands: readonly NdArray[], shape: readonly number[]) => number[]>> = {
  Add: ([a, b]) => zip(a, b, (x, y) => x + y),
  Mul: ([a, b]) => zip(a, b, (x, y) => x * y),
  Reshape: ([a]) => [...a.data],
  Slice: ([a, begin, end]) => [...a.data.slice(begin.data[0], end.data[0])],
  Expand: ([a], shape) => Array<number>(shape.reduce((n, extent) => n * extent, 1)).fill(a.data[0]),
};

/** Numpy's broadcasting, where one operand is a scalar, has the other's shape, or has one number for each row. */
function zip(a: NdArray, b: NdArray, of: (x: number, y: number) => number): number[] {
  const length = Math.max(a.data.length, b.data.length);
  const at = ({ data }: NdArray, i: number) => data[Math.floor((i * data.length) / length)];
  return Array.from({ length }, (_, i) => of(at(a, i), at(b, i)));
}

/** An interpreter: a traced graph, number by number. */
function interpret({ outputs }: Trace, resident: ReadonlySet<string> = new Set()): ResidentProgram {
  const { nodes, leaves } = reachable(outputs.values());
  const unknown = nodes.find(({ op }) => !OPERATORS[op]);
  if (unknown) throw new UntraceableError(`the operator ${unknown.op} is not one of mine`);
  const held = new Map<string, NdArray>();
  const arrayOf = ({ shape, dtype }: Value, data: Iterable<number>): NdArray => ({
    shape,
    data: dtype === 'float32' ? Float32Array.from(data) : Int32Array.from(data),
  });
  const constant = (value: Value): NdArray => {
    const { origin } = value;
    if (origin.kind === 'constant') return arrayOf(value, numbersOf(origin.data).map(Number));
    return { shape: [], data: Float32Array.of((origin as { readonly value: number }).value) };
  };
  return {
    run: (inputs) => {
      const known = new Map<Value, NdArray>();
      for (const leaf of leaves)
        known.set(
          leaf,
          leaf.origin.kind === 'input'
            ? ((inputs.get(leaf.origin.name) ?? held.get(leaf.origin.name)) as NdArray)
            : constant(leaf),
        );
      for (const { op, inputs: operands, outputs: results } of nodes) {
        const arrays = operands.map((operand) => known.get(operand) as NdArray);
        known.set(results[0], arrayOf(results[0], OPERATORS[op](arrays, results[0].shape)));
      }
      const read = (value: Value): NdArray => {
        const { data } = known.get(value) as NdArray;
        return arrayOf(value, data);
      };
      const all = new Map([...outputs].map(([name, value]) => [name, read(value)]));
      for (const name of resident) held.set(name, all.get(name) as NdArray);
      return new Map([...all].filter(([name]) => !resident.has(name)));
    },
    read: (names) => new Map(names.map((name) => [name, held.get(name) as NdArray])),
    write: (values) => {
      for (const [name, { shape, data }] of values) held.set(name, { shape, data: data.slice() });
    },
    dispose: () => held.clear(),
  };
}

/** Everything that a reader writes for an engine of their own. */
const own: Engine = {
  name: 'interpreter',
  description: 'number by number',
  devices: [],
  load: async (source) => loadedProgram(interpret(source.trace())),
  steps: async (source, layout) => residentSteps(interpret(source.trace(), residentNames(layout)), layout),
  dependsOn: () => 'nothing',
  probe: async () => ({ available: true, detail: 'always here' }),
};

for (const engine of [...Object.values<Engine>(engines), own])
  describe.skipIf(!(await isHere(engine)))(`the engine ${engine.name}`, () => {
    engineContract(engine);
  });

describe('an engine of a reader’s own', () => {
  it('gives way to TensorFlow.js, with a notice, where it has no form for an op', async () => {
    const notices: string[] = [];
    const onNotice = (message: string) => notices.push(message);
    const x = full([2], 0);
    const program = await compile(({ x: t }) => ({ y: tf.tanh(t) }), { x }, { engine: own, onNotice });
    expect(program.engine).toBe('eager');
    expect(notices).toEqual([expect.stringContaining('the operator Tanh is not one of mine')]);
  });

  it('has no devices that it does not name, and must be whole', async () => {
    const withOptions = (options: object) => compile(({ x: t }) => ({ y: t }), { x: full([2], 0) }, options);
    await expect(withOptions({ engine: own, device: 'gpu' })).rejects.toThrow(
      "no device 'gpu' for the engine interpreter; there are none",
    );
    await expect(withOptions({ engine: 'onnx', device: 'gpu' })).rejects.toThrow('there are cpu, webgpu, cuda');
    await expect(withOptions({ engine: { name: 'mine' } })).rejects.toThrow(/no engine without .*dependsOn/);
  });
});

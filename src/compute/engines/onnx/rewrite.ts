/** Whole-program rewrites: bias inside Gemm, and one Split instead of many Slices of one vector. */

import type { Program, ProgramNode } from './program.js';

function consumers(nodes: readonly ProgramNode[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const node of nodes) for (const input of node.inputs) count.set(input, (count.get(input) ?? 0) + 1);
  return count;
}

/** Shapes of everything whose shape a rewrite has to know. */
export type ShapeOf = (name: string) => readonly number[] | undefined;

/**
 * `Add(Gemm(a, b), bias)` becomes `Gemm(a, b, bias)` where nothing else uses the product and the sum is as large.
 *
 * @param program the program
 * @param shapeOf shapes of its values
 * @returns the program with the additions absorbed
 */
export function fuseGemmBias(program: Program, shapeOf: ShapeOf): Program {
  const uses = consumers(program.nodes);
  const returned = new Set(program.outputs.map(({ name }) => name));
  const products = new Map<string, ProgramNode>();
  for (const node of program.nodes)
    if (
      node.op === 'Gemm' &&
      node.inputs.length === 2 &&
      uses.get(node.outputs[0]) === 1 &&
      !returned.has(node.outputs[0])
    )
      products.set(node.outputs[0], node);
  const absorbed = new Set<ProgramNode>();
  const nodes = program.nodes.map((node) => {
    if (node.op !== 'Add') return node;
    for (const [product, bias] of [node.inputs, [...node.inputs].reverse()]) {
      const gemm = products.get(product);
      if (!gemm || shapeOf(product)?.join() !== shapeOf(node.outputs[0])?.join()) continue;
      absorbed.add(gemm);
      return { ...gemm, inputs: [...gemm.inputs, bias], outputs: node.outputs };
    }
    return node;
  });
  return { ...program, nodes: nodes.filter((node) => !absorbed.has(node)) };
}

interface Part {
  readonly node: ProgramNode;
  readonly begin: number;
  readonly length: number;
}

/**
 * Slices that lie end to end in one vector become one Split (copying each element once, in one call).
 *
 * @param program the program; Slice offsets are int64 constants
 * @param shapeOf shapes of its values
 * @returns the program with runs of at least two slices merged
 */
export function mergeSlices(program: Program, shapeOf: ShapeOf): Program {
  const literals = new Map(program.constants.map((constant) => [constant.name, constant.data]));
  const parts = new Map<string, Part[]>();
  for (const node of program.nodes) {
    const [source, begins] = node.inputs;
    if (node.op !== 'Slice' || node.inputs.length !== 3 || shapeOf(source)?.length !== 1) continue;
    const begin = Number((literals.get(begins) as BigInt64Array)[0]);
    const list = parts.get(source) ?? [];
    list.push({ node, begin, length: shapeOf(node.outputs[0])?.[0] ?? 0 });
    parts.set(source, list);
  }
  const replaced = new Map<ProgramNode, ProgramNode[]>();
  const constants = [...program.constants];
  const literal = (name: string, values: number[]) => {
    constants.push({ name, shape: [values.length], dtype: 'int64', data: BigInt64Array.from(values, BigInt) });
    return name;
  };
  for (const [source, list] of parts)
    for (const run of adjacentRuns(list)) {
      const first = run.reduce((a, b) => (program.nodes.indexOf(a.node) <= program.nodes.indexOf(b.node) ? a : b));
      for (const part of run) replaced.set(part.node, []);
      replaced.set(first.node, splitNodes(source, shapeOf(source)?.[0] ?? 0, run, literal));
    }
  return { ...program, constants, nodes: program.nodes.flatMap((node) => replaced.get(node) ?? [node]) };
}

function adjacentRuns(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of [...parts].sort((a, b) => a.begin - b.begin || a.length - b.length)) {
    const run = runs.find((r) => r[r.length - 1].begin + r[r.length - 1].length === part.begin);
    if (run) run.push(part);
    else runs.push([part]);
  }
  return runs.filter((run) => run.length > 1);
}

function splitNodes(source: string, total: number, run: readonly Part[], literal: (n: string, v: number[]) => string) {
  const begin = run[0].begin;
  const length = run.reduce((sum, part) => sum + part.length, 0);
  const label = `${source}.split.${run[0].node.outputs[0]}`;
  const whole = length === total ? source : `${label}.range`;
  const range: ProgramNode = {
    op: 'Slice',
    domain: '',
    inputs: [source, literal(`${label}.begin`, [begin]), literal(`${label}.end`, [begin + length])],
    outputs: [whole],
    attributes: {},
  };
  const split: ProgramNode = {
    op: 'Split',
    domain: '',
    inputs: [
      whole,
      literal(
        `${label}.sizes`,
        run.map((part) => part.length),
      ),
    ],
    outputs: run.map((part) => part.node.outputs[0]),
    attributes: { axis: 0 },
  };
  return whole === source ? [split] : [range, split];
}

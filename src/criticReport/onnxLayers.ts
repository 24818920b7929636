/** The hidden layers of a critic, found in its ONNX graph. */

import type { onnx } from 'onnx-proto';

type Graph = onnx.IGraphProto;
type Node = onnx.INodeProto;

/** A hidden layer by the names of its tensors: before its normalization, and what the next layer sees. */
export interface LayerTensors {
  readonly before: string;
  readonly activation: string;
}

const LINEAR = ['Gemm', 'MatMul', 'FusedMatMul', 'FusedGemm', 'Einsum'];
const NAMED = /^layer(\d+)_(before|activation)$/;

/** Who makes which tensor, and which tensors depend on no input. */
interface Wiring {
  readonly maker: ReadonlyMap<string, Node>;
  readonly constants: ReadonlySet<string>;
  readonly users: ReadonlyMap<string, readonly Node[]>;
}

const inputsOf = ({ input }: Node) => (input ?? []).filter((name) => name !== '');

function wiringOf(graph: Graph): Wiring {
  const nodes = graph.node ?? [];
  const maker = new Map(nodes.flatMap((node) => (node.output ?? []).map((name) => [name, node] as const)));
  const constants = new Set((graph.initializer ?? []).map(({ name }) => name ?? ''));
  // Nodes stand in the order of execution.
  for (const node of nodes)
    if (inputsOf(node).every((name) => constants.has(name))) for (const name of node.output ?? []) constants.add(name);
  const users = new Map<string, Node[]>();
  for (const node of nodes) for (const name of inputsOf(node)) users.set(name, [...(users.get(name) ?? []), node]);
  return { maker, constants, users };
}

const dataOf = (node: Node, { constants }: Wiring) => inputsOf(node).filter((name) => !constants.has(name));

/** A matrix product of data with weights. */
function isLinear(node: Node, wiring: Wiring): boolean {
  return LINEAR.includes(node.opType ?? '') && dataOf(node, wiring).length === 1;
}

/** The nearest matrix product with weights above a tensor, breadth first. */
function linearAbove(tensor: string, wiring: Wiring): Node | undefined {
  const queue = [tensor];
  const seen = new Set(queue);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const node = wiring.maker.get(name);
    if (!node) continue;
    if (isLinear(node, wiring)) return node;
    const next = dataOf(node, wiring).filter((input) => !seen.has(input));
    for (const input of next) seen.add(input);
    queue.push(...next);
  }
  return undefined;
}

/** A product's output with its bias, where that is added next. */
function withBias(node: Node, wiring: Wiring): string {
  const [output] = node.output ?? [];
  const [user, ...others] = wiring.users.get(output) ?? [];
  const isBias = user?.opType === 'Add' && others.length === 0 && dataOf(user, wiring).length === 1;
  return isBias ? (user.output ?? [])[0] : output;
}

/** Layers that the model returns itself, as `layer1_before`, `layer1_activation`, … */
function namedLayers(graph: Graph): LayerTensors[] {
  const names = (graph.output ?? []).map(({ name }) => name ?? '');
  const numbers = names.flatMap((name) =>
    NAMED.exec(name)?.[2] === 'activation' ? Number(NAMED.exec(name)?.[1]) : [],
  );
  return numbers
    .sort((a, b) => a - b)
    .map((number) => {
      const [before, activation] = [`layer${number}_before`, `layer${number}_activation`];
      return { before: names.includes(before) ? before : activation, activation };
    });
}

/**
 * The hidden layers on the way to a value, first to last: what each matrix product with weights takes in, and what the one
 * before it gave out with its bias. Of several ways, such as skip connections, it is the one with the nearest products.
 *
 * @param graph the model's graph
 * @param value name of the tensor with the values
 * @param asked names of tensors that are the layers instead; none to look for them
 * @returns tensors by name; none where the value is a function of its inputs without a hidden layer
 */
export function hiddenLayers(graph: Graph, value: string, asked: readonly string[] = []): LayerTensors[] {
  if (asked.length > 0) return asked.map((name) => ({ before: name, activation: name }));
  const named = namedLayers(graph);
  if (named.length > 0) return named;
  const wiring = wiringOf(graph);
  const layers: LayerTensors[] = [];
  for (let head = linearAbove(value, wiring); head; ) {
    const [activation] = dataOf(head, wiring);
    const below = linearAbove(activation, wiring);
    if (below) layers.unshift({ before: withBias(below, wiring), activation });
    head = below;
  }
  return layers;
}

/**
 * Whether a graph's output is a layer rather than a value.
 *
 * @param name of the output
 * @returns true for `layer1_activation` and the like
 */
export const isLayerOutput = (name: string) => NAMED.test(name);

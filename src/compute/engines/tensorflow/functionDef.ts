/** Functions of a TensorFlow graph, which XLA compiles as a whole. */

import type { Dtype } from '../../trace/graph.js';
import { DATA_TYPES, type NodeDef } from './graphDef.js';

/** An argument or a result, in the form that protobufjs encodes. */
export interface ArgDef {
  readonly name: string;
  readonly type: number;
}

/** A function in that form. */
export interface FunctionDef {
  readonly signature: {
    readonly name: string;
    readonly inputArg: readonly ArgDef[];
    readonly outputArg: readonly ArgDef[];
    readonly isStateful: boolean;
    readonly controlOutput: readonly string[];
  };
  readonly nodeDef: readonly NodeDef[];
  /** Node output by result. */
  readonly ret: Readonly<Record<string, string>>;
  readonly controlRet: Readonly<Record<string, string>>;
}

/** TensorFlow's number for the handle of a variable. */
const RESOURCE = 20;

/** The handle of a variable as an argument. */
export const resourceArg = (name: string): ArgDef => ({ name, type: RESOURCE });

/** A value as an argument or a result. */
export const valueArg = (name: string, dtype: Dtype): ArgDef => ({ name, type: DATA_TYPES[dtype] });

/** What TensorFlow calls the output of an op, where it is not `output`: inside a function references name it. */
const OUTPUT_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    activations: 'Elu LeakyRelu Relu Selu Softplus',
    out: 'Cumsum',
    product: 'MatMul',
    softmax: 'Softmax',
    value: 'ReadVariableOp',
    y:
      'Abs Acos Acosh Asin Asinh Atan Atanh Cast Ceil Cos Cosh Erf Exp Floor IsInf IsNan Log LogicalNot Neg ' +
      'Reciprocal Round Rsqrt Sigmoid Sign Sin Sinh Sqrt Square Tan Tanh Transpose',
    z: 'AddV2 Div Equal Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr Maximum Minimum Mod Mul Pow RealDiv Sub',
  }).flatMap(([name, ops]) => ops.split(' ').map((op) => [op, name])),
);

/** What a function is made of. */
export interface FunctionParts {
  readonly name: string;
  readonly args: readonly ArgDef[];
  /** In an order in which each comes after its inputs. */
  readonly nodes: readonly NodeDef[];
  /** Results, and the nodes that compute them. */
  readonly results: readonly (readonly [ArgDef, string])[];
  /** Nodes with side effects, which run although nothing uses them. */
  readonly effects: readonly string[];
}

/**
 * Makes a function of nodes.
 *
 * @param parts arguments, nodes, results, side effects
 * @returns the function
 */
export function functionDef({ name, args, nodes, results, effects }: FunctionParts): FunctionDef {
  const ops = new Map(nodes.map((node) => [node.name, node.op]));
  const known = new Set(args.map((arg) => arg.name));
  const refer = (node: string) =>
    node.startsWith('^') || known.has(node) ? node : `${node}:${OUTPUT_NAMES[ops.get(node) ?? ''] ?? 'output'}:0`;
  return {
    signature: {
      name,
      inputArg: args,
      outputArg: results.map(([arg]) => arg),
      isStateful: effects.length > 0,
      controlOutput: effects,
    },
    nodeDef: nodes.map((node) => ({ ...node, input: node.input.map(refer) })),
    ret: Object.fromEntries(results.map(([arg, node]) => [arg.name, refer(node)])),
    controlRet: Object.fromEntries(effects.map((node) => [node, node])),
  };
}

/** A program in ONNX's words: nodes in execution order, values by name. */

import type { Attributes, Dtype } from '../../trace/graph.js';

/** One ONNX node, its values by name; an unused output has the name `''`. */
export interface ProgramNode {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** A literal in the program; a splat is stored with its full extent only if its shape is not scalar. */
export interface ProgramConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly data: ArrayBufferView;
}

/** Name, shape and type of something fed in or returned. */
export interface ProgramPort {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

/** A program ready to be encoded. */
export interface Program {
  readonly nodes: readonly ProgramNode[];
  readonly constants: readonly ProgramConstant[];
  readonly inputs: readonly ProgramPort[];
  readonly outputs: readonly ProgramPort[];
}

/** The text of programs; no plugin is needed. */

import { describe, expect, it } from 'vitest';
import { full } from '../../src/arrays/index.js';
import { traceBatched } from '../../src/compute/batched.js';
import { writeModule } from '../../src/compute/engines/xla/stablehlo/module.js';
import { splatLiteral, vectorLiteral } from '../../src/compute/engines/xla/stablehlo/types.js';
import { tf, UntraceableError } from '../../src/compute/index.js';
import { Graph } from '../../src/compute/trace/graph.js';

describe('a program', () => {
  it('takes resident values by themselves and all inputs in one vector, and gives them likewise', () => {
    const example = { x: full([2, 3], 1), y: full([3], 1), s: full([3], 1) };
    const trace = traceBatched(({ x, y, s }) => ({ z: tf.mul(x as tf.Tensor, y as tf.Tensor), s }), example);
    const { text, inputs, outputs } = writeModule(trace, new Set(['s']));
    expect(inputs).toEqual([
      {
        dtype: 'float32',
        length: 9,
        ports: [
          ['x', [2, 3]],
          ['y', [3]],
        ],
      },
    ]);
    expect(outputs).toEqual([{ dtype: 'float32', length: 6, ports: [['z', [2, 3]]] }]);
    expect(text.split('\n').slice(1, -3)).toEqual([
      'func.func public @main(%state0: tensor<3xf32>, %float32: tensor<9xf32>) -> (tensor<3xf32>, tensor<6xf32>) {',
      '%0 = stablehlo.slice %float32 [0:6] : (tensor<9xf32>) -> tensor<6xf32>',
      '%1 = stablehlo.reshape %0 : (tensor<6xf32>) -> tensor<2x3xf32>',
      '%2 = stablehlo.slice %float32 [6:9] : (tensor<9xf32>) -> tensor<3xf32>',
      '%3 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>',
      '%4 = stablehlo.multiply %1, %3 : tensor<2x3xf32>',
      '%5 = stablehlo.reshape %4 : (tensor<2x3xf32>) -> tensor<6xf32>',
      'return %state0, %5 : tensor<3xf32>, tensor<6xf32>',
    ]);
  });

  it('multiplies in full float32', () => {
    const trace = traceBatched(({ a }) => ({ y: tf.matMul(a as tf.Tensor2D, a as tf.Tensor2D) }), {
      a: full([4, 4], 1),
    });
    expect(writeModule(trace).text).toContain('contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST]');
  });

  it('names the operator that it cannot write', () => {
    const graph = new Graph();
    const y = graph.apply('Nonesuch', [graph.input('x', [2], 'float32')], { shape: [2], dtype: 'float32' });
    const write = () => writeModule({ inputs: new Map(), outputs: new Map([['y', y]]) });
    expect(write).toThrow(UntraceableError);
    expect(write).toThrow('the op Nonesuch has no XLA form here');
  });
});

it('literals are exact', () => {
  expect(splatLiteral(-0, [2], 'float32')).toBe('stablehlo.constant dense<"0x00000080"> : tensor<2xf32>');
  expect(splatLiteral(-1, [], 'int32')).toBe('stablehlo.constant dense<"0xFFFFFFFF"> : tensor<i32>');
  expect(splatLiteral(1, [2], 'bool')).toBe('stablehlo.constant dense<true> : tensor<2xi1>');
  expect(splatLiteral(1, [0, 3], 'float32')).toBe('stablehlo.constant dense<> : tensor<0x3xf32>');
  expect(vectorLiteral(BigInt64Array.of(1n, -2n), 'int32')).toBe(
    'stablehlo.constant dense<"0x01000000FEFFFFFF"> : tensor<2xi32>',
  );
  expect(vectorLiteral(Uint8Array.of(1, 0), 'bool')).toBe('stablehlo.constant dense<[true, false]> : tensor<2xi1>');
});

/** Host arrays, trees of them, and how they are stored. */

export {
  type ArrayTree,
  copyTree,
  flattenTree,
  full,
  isNdArray,
  mapTree,
  type NdArray,
  type NumberArray,
  sizeOf,
  unflattenTree,
  zeros,
} from './ndArray.js';
export { decodeNpz, encodeNpz, type NumpyArray } from './npz.js';
export { type DoubleArray, decodeSafetensors, encodeSafetensors, type SafetensorsContents } from './safetensors.js';
export {
  checkArray,
  flattenSpec,
  isLeafSpec,
  type LeafSpec,
  mapSpec,
  type NumberType,
  rowsOfSpec,
  type TreeSpec,
} from './treeSpec.js';

/** The one numerics API: TensorFlow.js, with its unsolicited console banner off. */

import { createRequire } from 'node:module';
import type * as TensorFlow from '@tensorflow/tfjs';

/**
 * TensorFlow.js. `import` would first search megabytes of CommonJS for names, a good part of the time until a run
 * begins. A reader's own `import * as tf from '@tensorflow/tfjs'` gets the same instance.
 */
export const tf: typeof TensorFlow = createRequire(import.meta.url)('@tensorflow/tfjs');

/** Its types that are used here. */
export declare namespace tf {
  namespace backend_util {
    type BackendValues = TensorFlow.backend_util.BackendValues;
  }
  type DataType = TensorFlow.DataType;
  type GradSaveFunc = TensorFlow.GradSaveFunc;
  type KernelBackend = TensorFlow.KernelBackend;
  type KernelFunc = TensorFlow.KernelFunc;
  type Scalar = TensorFlow.Scalar;
  type Tensor<R extends TensorFlow.Rank = TensorFlow.Rank> = TensorFlow.Tensor<R>;
  type Tensor1D = TensorFlow.Tensor1D;
  type Tensor2D = TensorFlow.Tensor2D;
  type Tensor3D = TensorFlow.Tensor3D;
  type Tensor4D = TensorFlow.Tensor4D;
  type TensorContainer = TensorFlow.TensorContainer;
  type TensorInfo = TensorFlow.TensorInfo;
}

tf.enableProdMode();

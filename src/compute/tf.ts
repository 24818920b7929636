/** The one numerics API: TensorFlow.js, with its unsolicited console banner off. */

import * as tf from '@tensorflow/tfjs';

tf.enableProdMode();

export { tf };

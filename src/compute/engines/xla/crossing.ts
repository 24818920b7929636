/** How inputs get to a device and outputs come back: end to end in one vector for each number type. */

import { type NdArray, sizeOf } from '../../../arrays/index.js';
import { downloader, type PjrtBuffer, uploader } from './pjrt/buffers.js';
import type { PjrtClient } from './pjrt/client.js';
import type { Pack } from './stablehlo/module.js';

/** A vector of this process, and each of its values as a view. */
function vectorOf({ dtype, length, ports }: Pack): { data: Float32Array | Int32Array; views: [string, NdArray][] } {
  const data = dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
  let begin = 0;
  const views = ports.map(([name, shape]): [string, NdArray] => {
    const part = data.subarray(begin, begin + sizeOf(shape));
    begin += sizeOf(shape);
    return [name, { shape, data: part }];
  });
  return { data, views };
}

/**
 * Prepares the way to a device.
 *
 * @param client the device
 * @param packs what crosses
 * @returns the function that hands arrays over, and returns a vector for each number type
 */
export function sender(
  client: PjrtClient,
  packs: readonly Pack[],
): (inputs: ReadonlyMap<string, NdArray>) => PjrtBuffer[] {
  const vectors = packs.map((pack) => {
    const { data, views } = vectorOf(pack);
    return { views, upload: uploader(client, [pack.length], data) };
  });
  return (inputs) =>
    vectors.map(({ views, upload }) => {
      for (const [name, { data }] of views) data.set((inputs.get(name) as NdArray).data);
      return upload();
    });
}

/**
 * Prepares the way back.
 *
 * @param client the device
 * @param packs what crosses
 * @returns the function of a vector for each number type; its arrays are fresh
 */
export function receiver(
  client: PjrtClient,
  packs: readonly Pack[],
): (buffers: readonly PjrtBuffer[]) => [string, NdArray][] {
  const vectors = packs.map((pack) => {
    const { data, views } = vectorOf(pack);
    return { views, download: downloader(client, data) };
  });
  return (buffers) =>
    vectors.flatMap(({ views, download }, i) => {
      download(buffers[i]);
      return views.map(([name, { shape, data }]): [string, NdArray] => [name, { shape, data: data.slice() }]);
    });
}

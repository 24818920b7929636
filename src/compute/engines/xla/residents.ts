/** Values that stay on a device from one run to the next. */

import { type NdArray, sizeOf } from '../../../arrays/index.js';
import { downloader, freeBuffer, type PjrtBuffer, uploader } from './pjrt/buffers.js';
import type { PjrtClient } from './pjrt/client.js';
import { freeAll } from './pjrt/executable.js';

/** The values, in one order. */
export interface Residents {
  readonly buffers: readonly PjrtBuffer[];
  read(names: readonly string[]): Map<string, NdArray>;
  write(values: ReadonlyMap<string, NdArray>): void;
  /** Takes the next values and frees those that were. */
  replace(next: readonly PjrtBuffer[]): void;
  free(): void;
}

/**
 * Room for values; there are none until they are written.
 *
 * @param client the device
 * @param shapes of the values, by name
 * @returns the values
 */
export function holdResidents(client: PjrtClient, shapes: ReadonlyMap<string, readonly number[]>): Residents {
  const names = [...shapes.keys()];
  const buffers: PjrtBuffer[] = names.map(() => 0n);
  const readOne = (name: string): NdArray => {
    const shape = shapes.get(name) as readonly number[];
    const data = new Float32Array(sizeOf(shape));
    if (data.length > 0) downloader(client, data)(buffers[names.indexOf(name)]);
    return { shape, data };
  };
  return {
    buffers,
    read: (wanted) => new Map(wanted.map((name) => [name, readOne(name)])),
    write: (values) => {
      for (const [name, { shape, data }] of values) {
        const at = names.indexOf(name);
        const fresh = uploader(client, shape, data as Float32Array | Int32Array)();
        freeBuffer(client, buffers[at]);
        buffers[at] = fresh;
      }
    },
    replace: (next) => freeAll(client, buffers.splice(0, buffers.length, ...next)),
    free: () => freeAll(client, buffers.splice(0)),
  };
}

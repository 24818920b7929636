/** Values on a device. */

import type { ElementType } from '../stablehlo/types.js';
import type { PjrtClient } from './client.js';
import { nativeArray, nativeStruct, nativeWords } from './memory.js';

/** PJRT's numbers for element types, and for "the array may change once the call has returned". */
const TYPES: Readonly<Record<ElementType, number>> = { bool: 1, int32: 4, float32: 11 };
const COPY_DURING_CALL = 0;

/** A value on a device, by its handle. */
export type PjrtBuffer = bigint;

/** Waits for an event and frees it. */
function settle({ plugin }: PjrtClient, event: bigint, doing: string): void {
  if (event === 0n) return;
  const args = nativeStruct(event);
  try {
    plugin.call('PJRT_Event_Await', args, doing);
  } finally {
    plugin.call('PJRT_Event_Destroy', args, doing);
  }
}

const [DONE, BUFFER] = [11, 12];

/**
 * How to hand one array to the device again and again.
 *
 * @param client the device
 * @param shape of the value
 * @param data the array, of which each call takes a copy
 * @returns the function that makes a buffer
 */
export function uploader(
  client: PjrtClient,
  shape: readonly number[],
  data: Float32Array | Int32Array,
): () => PjrtBuffer {
  const type = TYPES[data instanceof Int32Array ? 'int32' : 'float32'];
  const place = [0, 0, COPY_DURING_CALL, client.device, 0, 0, 0, 0] as const;
  const args = nativeStruct(client.client, nativeArray(data), type, nativeWords(shape), shape.length, ...place);
  return () => {
    client.plugin.call('PJRT_Client_BufferFromHostBuffer', args, 'handing a value over');
    settle(client, args.get(DONE), 'handing a value over');
    return args.get(BUFFER);
  };
}

const [SOURCE, DESTINATION_BYTES, EVENT] = [0, 3, 4];

/**
 * How to read values of one shape.
 *
 * @param client the device
 * @param data where they are written
 * @returns the function of a buffer; it waits for what computes the value
 */
export function downloader(client: PjrtClient, data: Float32Array | Int32Array): (buffer: PjrtBuffer) => void {
  const args = nativeStruct(0, 0, nativeArray(data), data.byteLength, 0);
  return (buffer) => {
    args.set(SOURCE, buffer);
    args.set(DESTINATION_BYTES, BigInt(data.byteLength));
    client.plugin.call('PJRT_Buffer_ToHostBuffer', args, 'a run');
    settle(client, args.get(EVENT), 'a run');
  };
}

/**
 * Frees a value.
 *
 * @param client the device
 * @param buffer the value; 0 is none
 */
export function freeBuffer({ plugin, freed }: PjrtClient, buffer: PjrtBuffer): void {
  if (buffer === 0n) return;
  freed.set(0, buffer);
  plugin.call('PJRT_Buffer_Destroy', freed, 'freeing a value');
}

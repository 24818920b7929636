/** Programs on a device: compiled from text, or loaded from what an earlier compilation left. */

import { loadKoffi } from '../../../../native/index.js';
import { freeBuffer, type PjrtBuffer } from './buffers.js';
import type { PjrtClient } from './client.js';
import { compileOptions } from './compileOptions.js';
import { copyOf, nativeBytes, nativeStruct, nativeWords } from './memory.js';

/** A loaded program, by its handle. */
export type PjrtExecutable = bigint;

/**
 * Compiles a program.
 *
 * @param client the device
 * @param text in StableHLO
 * @returns the program
 * @throws Error with XLA's message
 */
export function compileText({ plugin, client, flags }: PjrtClient, text: string): PjrtExecutable {
  const [code, format, options] = [nativeBytes(text), nativeBytes('mlir'), nativeBytes(compileOptions(flags))];
  const program = nativeStruct(code, code.bytes, format, format.bytes);
  const args = nativeStruct(client, program, options, options.bytes, 0);
  plugin.call('PJRT_Client_Compile', args, 'compiling a program');
  return args.get(4);
}

/**
 * A program as bytes that another process with the same plugin on the same kind of device can load.
 *
 * @param client the device
 * @param loaded the program
 * @returns the bytes
 * @throws Error where the plugin cannot
 */
export function serialize({ plugin }: PjrtClient, loaded: PjrtExecutable): Uint8Array<ArrayBuffer> {
  const doing = 'writing a compiled program';
  const inner = nativeStruct(loaded, 0);
  plugin.call('PJRT_LoadedExecutable_GetExecutable', inner, doing);
  const executable = inner.get(1);
  try {
    const args = nativeStruct(executable, 0, 0, 0, 0);
    plugin.call('PJRT_Executable_Serialize', args, doing);
    const bytes = copyOf(args.get(1), Number(args.get(2)));
    const koffi = loadKoffi();
    koffi.decode(args.get(4), koffi.proto('void (void *serialized)'))(args.get(3));
    return bytes;
  } finally {
    plugin.call('PJRT_Executable_Destroy', nativeStruct(executable), doing);
  }
}

/**
 * The inverse of {@link serialize}.
 *
 * @param client the device
 * @param bytes what that returned
 * @returns the program
 * @throws Error where the plugin does not take them
 */
export function deserialize({ plugin, client }: PjrtClient, bytes: Uint8Array): PjrtExecutable {
  const contents = nativeBytes(bytes);
  const args = nativeStruct(client, contents, contents.bytes, 0, 0, 0);
  plugin.call('PJRT_Executable_DeserializeAndLoad', args, 'loading a compiled program');
  return args.get(3);
}

/** A program with room for its arguments and results. */
export interface Executor {
  /** Handles of the arguments; fill them before a run. */
  readonly args: BigUint64Array;
  /** Runs it; the results' handles are the caller's to free. */
  run(): BigUint64Array;
  dispose(): void;
}

const OPTION_FIELDS = 12;

/**
 * Prepares runs of a program.
 *
 * @param client the device
 * @param loaded the program
 * @param argumentCount of its main function
 * @param resultCount of its main function
 * @returns what runs it
 */
export function executor(
  client: PjrtClient,
  loaded: PjrtExecutable,
  argumentCount: number,
  resultCount: number,
): Executor {
  const args = nativeWords(Array<bigint>(argumentCount).fill(0n));
  const results = nativeWords(Array<bigint>(resultCount).fill(0n));
  const options = nativeStruct(...Array<bigint>(OPTION_FIELDS).fill(0n));
  const call = nativeStruct(loaded, options, nativeWords([args]), 1, argumentCount, nativeWords([results]), 0, 0);
  return {
    args: args.words,
    run: () => {
      client.plugin.call('PJRT_LoadedExecutable_Execute', call, 'a run');
      return results.words;
    },
    dispose: () => client.plugin.call('PJRT_LoadedExecutable_Destroy', nativeStruct(loaded), 'freeing a program'),
  };
}

/**
 * Frees values.
 *
 * @param client the device
 * @param buffers their handles
 */
export function freeAll(client: PjrtClient, buffers: Iterable<PjrtBuffer>): void {
  for (const buffer of buffers) freeBuffer(client, buffer);
}

/**
 * A PJRT plugin: a library that compiles programs for one kind of device and runs them, behind a table of C functions
 * that all take the address of one struct and return an error or nothing.
 */

import { loadKoffi, type NativeLibrary } from '../../../../native/index.js';
import { PJRT_FUNCTIONS, type PjrtFunction, TABLE_WORDS, VERSION_WORD, wordOf } from './functions.js';
import { copyOf, nativeStruct, type Struct } from './memory.js';

/** A loaded plugin. */
export interface PjrtPlugin {
  /** Version of the interface, as `0.115`. */
  readonly version: string;
  /** Calls a function; throws what went wrong, with `doing` as the subject of the sentence. */
  call(name: PjrtFunction, args: Struct, doing: string): void;
  /** Held on to: koffi unloads a library whose object is collected, and the next call would jump into nothing. */
  readonly library: NativeLibrary;
}

type Call = (args: bigint) => unknown;

const plugins = new Map<string, PjrtPlugin>();

/** The table of a loaded library. */
function readTable(library: NativeLibrary, path: string): { words: BigUint64Array; version: string } {
  const koffi = loadKoffi();
  const address = koffi.address(library.func('void *GetPjrtApi()')());
  const [bytes] = new BigUint64Array(koffi.view(address, 8));
  const words = new BigUint64Array(koffi.view(address, 8 * TABLE_WORDS));
  const [major, minor] = [Number(words[VERSION_WORD] & 0xffffffffn), Number(words[VERSION_WORD] >> 32n)];
  if (major !== 0 || bytes < 8 * TABLE_WORDS)
    throw new Error(
      `${path} offers version ${major}.${minor} of PJRT in ${bytes} bytes; expected 0.x in ${8 * TABLE_WORDS} or more. ` +
        "Set it up again with 'dawnlab setup xla'.",
    );
  return { words, version: `${major}.${minor}` };
}

/** What an error says; it is freed. */
function messageOf(call: (name: PjrtFunction) => Call, error: unknown): string {
  const args = nativeStruct(loadKoffi().address(error), 0, 0);
  call('PJRT_Error_Message')(args.address);
  const message = Buffer.from(copyOf(args.get(1), Number(args.get(2)))).toString();
  call('PJRT_Error_Destroy')(nativeStruct(args.get(0)).address);
  return message;
}

/**
 * Loads a plugin, once in a process.
 *
 * @param path of the library
 * @returns the plugin
 * @throws Error where it cannot be loaded, or offers another interface
 */
export function loadPlugin(path: string): PjrtPlugin {
  const known = plugins.get(path);
  if (known) return known;
  const koffi = loadKoffi();
  // Its log goes to this process's standard error: fatal errors only, since others come back from the call, and that a
  // machine under load compiles slowly is logged as one. What the user has set stays.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  const library = koffi.load(path);
  const { words, version } = readTable(library, path);
  const type = koffi.proto('void *(void *args)');
  const functions = new Map(PJRT_FUNCTIONS.map((name) => [name, koffi.decode(words[wordOf(name)], type)]));
  const find = (name: PjrtFunction) => functions.get(name) as Call;
  // Args of the call that is under way: the garbage collector may run meanwhile, and knows nothing of addresses.
  const held = new Set<Struct>();
  const plugin: PjrtPlugin = {
    version,
    library,
    call: (name, args, doing) => {
      held.add(args);
      const error = find(name)(args.address);
      held.delete(args);
      if (error !== null && error !== undefined) throw new Error(`XLA: ${doing} failed: ${messageOf(find, error)}`);
    },
  };
  plugin.call('PJRT_Plugin_Initialize', nativeStruct(), 'starting the plugin');
  plugins.set(path, plugin);
  return plugin;
}

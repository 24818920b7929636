/** A device of a plugin, with its threads: what programs are compiled for, and where their values lie. */

import type { XlaFlags } from './compileOptions.js';
import { copyOf, type Field, type Native, nativeBytes, nativeStruct, nativeWords, type Struct } from './memory.js';
import { loadPlugin, type PjrtPlugin } from './plugin.js';

/** A device that is ready. */
export interface PjrtClient {
  readonly plugin: PjrtPlugin;
  readonly client: bigint;
  readonly device: bigint;
  /** XLA's own flags for its programs. */
  readonly flags: XlaFlags;
  /** Args of the call that frees a value: one struct for all, since each run frees many. */
  readonly freed: Struct;
  /** What kind of device it is, with the version of its software. */
  readonly description: string;
}

/** PJRT's numbers for the kinds of an option's value. */
const [INTEGER, BOOLEAN] = [1, 4];

/** An option with its name. */
const option = (name: string, kind: number, value: number): Native => {
  const text = nativeBytes(name);
  return nativeStruct(text, text.bytes, kind, value, 1);
};

/**
 * The processor is one device, unless told otherwise four with a thread each; and a call returns when it is done, since
 * its caller waits for it anyway.
 */
const PROCESSOR_OPTIONS = () => [option('cpu_device_count', INTEGER, 1), option('asynchronous', BOOLEAN, 0)];

/** Structs side by side, which a list of options is. */
function sideBySide(structs: readonly Native[]): Native {
  const list = nativeWords(structs.flatMap(({ holds: [own] }): Field[] => [...(own as BigUint64Array)]));
  return { ...list, holds: [...list.holds, ...structs] };
}

/** Runs something while the pool that a client makes is told its size. */
function withThreads<T>(threads: number, run: () => T): T {
  const before = process.env.PJRT_NPROC;
  process.env.PJRT_NPROC = String(threads);
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.PJRT_NPROC;
    else process.env.PJRT_NPROC = before;
  }
}

/** Text that a function points to. */
function textOf({ call }: PjrtPlugin, name: Parameters<PjrtPlugin['call']>[0], subject: bigint): string {
  const args = nativeStruct(subject, 0, 0);
  call(name, args, 'asking for the device');
  return Buffer.from(copyOf(args.get(1), Number(args.get(2)))).toString();
}

const FIRST_OUT = 6;

function createClient(plugin: PjrtPlugin, isProcessor: boolean, threads: number): bigint {
  const options = isProcessor ? PROCESSOR_OPTIONS() : [];
  const list = sideBySide(options);
  const args: Struct = nativeStruct(options.length > 0 ? list : 0, options.length, 0, 0, 0, 0, 0, 0, 0);
  withThreads(threads, () => plugin.call('PJRT_Client_Create', args, 'opening the device'));
  return args.get(FIRST_OUT);
}

/** What to open. */
export interface PjrtTarget {
  /** The plugin's library. */
  readonly path: string;
  /** Whether it is one for the processor, which has options that others refuse. */
  readonly isProcessor: boolean;
  /** XLA's own flags for its programs. */
  readonly flags: XlaFlags;
}

const clients = new Map<string, PjrtClient>();

/**
 * Opens the first device of a plugin; once for each number of threads, and until the process ends.
 *
 * @param target the plugin
 * @param threads of one program; on a GPU, of its host
 * @returns the device
 * @throws Error where there is none
 */
export function openClient({ path, isProcessor, flags }: PjrtTarget, threads: number): PjrtClient {
  const key = `${path} ${threads}`;
  const known = clients.get(key);
  if (known) return known;
  const plugin = loadPlugin(path);
  const client = createClient(plugin, isProcessor, threads);
  const devices = nativeStruct(client, 0, 0);
  plugin.call('PJRT_Client_AddressableDevices', devices, 'listing devices');
  const [device] = new BigUint64Array(copyOf(devices.get(1), 8).buffer);
  const described = nativeStruct(device, 0);
  plugin.call('PJRT_Device_GetDescription', described, 'asking for the device');
  const kind = textOf(plugin, 'PJRT_DeviceDescription_Kind', described.get(1));
  const software = textOf(plugin, 'PJRT_Client_PlatformVersion', client);
  const opened = {
    plugin,
    client,
    device,
    flags,
    freed: nativeStruct(0),
    description: kind === software ? kind : `${kind}, ${software}`,
  };
  clients.set(key, opened);
  return opened;
}

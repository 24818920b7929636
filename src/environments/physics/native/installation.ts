/**
 * Where `dawnlab assets mujoco` keeps MuJoCo's library: in the user's cache, never in the repository.
 *
 * @outsideNumerics the library counts in a run's identity
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../files/index.js';
import { processorName } from '../../../native/index.js';

/** The release: that of the WebAssembly build. */
export const NATIVE_RELEASE = '3.14.0';

/** A library in the release's wheels. */
export interface MujocoLibrary {
  /** Its path in the wheel. */
  readonly member: string;
  /** Its SHA-256. */
  readonly sha256: string;
  /** What pip calls the platforms of its wheel. */
  readonly tags: readonly string[];
}

/** By system and architecture. */
const LIBRARIES: Readonly<Record<string, MujocoLibrary>> = {
  'linux-x64': {
    member: 'mujoco/libmujoco.so.3.14.0',
    sha256: '5e7623e30f55bf324d4c9648379ebeba5bcd153ee0304c52eac74bf8d441000b',
    tags: ['manylinux_2_27_x86_64', 'manylinux_2_28_x86_64'],
  },
  'linux-arm64': {
    member: 'mujoco/libmujoco.so.3.14.0',
    sha256: '01c0bbd110819b9b3d2806b72a1ae9afdd57df99c1873a6d2ee936c8e6010f34',
    tags: ['manylinux_2_27_aarch64', 'manylinux_2_28_aarch64'],
  },
  'darwin-arm64': {
    member: 'mujoco/libmujoco.3.14.0.dylib',
    sha256: 'df5e7680d68cd26dc8ff6207690b34cef782ae052c6e691327f9ffadd0856b23',
    tags: ['macosx_11_0_arm64'],
  },
};

const SYSTEM = `${process.platform}-${process.arch}`;

/**
 * The library for this machine.
 *
 * @returns which
 * @throws Error naming the systems that there is one for
 */
export function mujocoLibrary(): MujocoLibrary {
  const library = LIBRARIES[SYSTEM];
  if (library) return library;
  throw new Error(
    `MuJoCo's wheels hold no library for ${SYSTEM} that dawnlab takes; there are ${Object.keys(LIBRARIES).join(', ')}. ` +
      'The physics wasm runs everywhere.',
  );
}

/**
 * The folder of the library.
 *
 * @returns its path, whether it exists or not
 */
export function nativeFolder(): string {
  return join(cacheFolder(), `mujoco-${NATIVE_RELEASE}`);
}

/**
 * The library's path.
 *
 * @returns an absolute path, whether it exists or not
 * @throws Error as {@link mujocoLibrary}
 */
export function nativePath(): string {
  return join(nativeFolder(), 'site', mujocoLibrary().member);
}

/**
 * Why the native physics cannot be used here.
 *
 * @returns a sentence with the command that helps, or undefined when it can
 */
export function nativeMissing(): string | undefined {
  if (!(SYSTEM in LIBRARIES)) return `there is no library of MuJoCo for ${SYSTEM}`;
  if (existsSync(nativePath())) return undefined;
  return `the library of MuJoCo ${NATIVE_RELEASE} is not in ${nativeFolder()}: 'dawnlab assets mujoco' fetches it`;
}

/**
 * What the bits of the native physics depend on.
 *
 * @returns release, the beginning of the library's digest, and the processor
 * @throws Error as {@link mujocoLibrary}
 */
export function nativeIdentity(): string {
  // Sums are made in the order that suits the instructions, and the system's sine and cosine are other code with FMA.
  return `native ${NATIVE_RELEASE} ${mujocoLibrary().sha256.slice(0, 12)}, ${processorName()}`;
}

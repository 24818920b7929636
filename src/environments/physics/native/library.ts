/** MuJoCo's own library, called through koffi. */

import { fileHash } from '../../../files/index.js';
import { type Koffi, loadKoffi, type NativeLibrary } from '../../../native/index.js';
import { mujocoLibrary, nativeMissing, nativePath } from './installation.js';
import { MUJOCO_VERSION } from './layout.js';
import { handleErrors } from './logHandler.js';

/** An address of the library's; null is none. */
export type Pointer = number | bigint | null;

/** The functions that are called, and the library, which must not be collected before them. */
export interface NativeMujoco {
  readonly koffi: Koffi;
  readonly library: NativeLibrary;
  parse(xml: string, files: null, error: Uint8Array, length: number): Pointer;
  compile(spec: Pointer, files: null): Pointer;
  specError(spec: Pointer): string;
  deleteSpec(spec: Pointer): void;
  makeData(model: Pointer): Pointer;
  step(model: Pointer, data: Pointer): void;
  forward(model: Pointer, data: Pointer): void;
  resolveForces(model: Pointer, data: Pointer): void;
  resetData(model: Pointer, data: Pointer): void;
  stateSize(model: Pointer, kind: number): number;
  getState(model: Pointer, data: Pointer, target: Float64Array, kind: number): void;
  setState(model: Pointer, data: Pointer, source: Float64Array, kind: number): void;
  nameToId(model: Pointer, kind: number, name: string): number;
  deleteData(data: Pointer): void;
  deleteModel(model: Pointer): void;
}

/** C declarations of what {@link NativeMujoco} calls. */
const DECLARATIONS = {
  parse: 'void *mj_parseXMLString(const char *xml, void *vfs, _Out_ uint8_t *error, int length)',
  compile: 'void *mj_compile(void *spec, void *vfs)',
  specError: 'const char *mjs_getError(void *spec)',
  deleteSpec: 'void mj_deleteSpec(void *spec)',
  makeData: 'void *mj_makeData(void *model)',
  step: 'void mj_step(void *model, void *data)',
  forward: 'void mj_forward(void *model, void *data)',
  resolveForces: 'void mj_rnePostConstraint(void *model, void *data)',
  resetData: 'void mj_resetData(void *model, void *data)',
  stateSize: 'int mj_stateSize(void *model, int kind)',
  getState: 'void mj_getState(void *model, void *data, _Out_ double *state, int kind)',
  setState: 'void mj_setState(void *model, void *data, const double *state, int kind)',
  nameToId: 'int mj_name2id(void *model, int kind, const char *name)',
  deleteData: 'void mj_deleteData(void *data)',
  deleteModel: 'void mj_deleteModel(void *model)',
} as const;

let loaded: NativeMujoco | undefined;

function open(path: string): NativeMujoco {
  const koffi = loadKoffi('The physics native');
  const library = koffi.load(path);
  const version = library.func('int mj_version(void)')();
  if (version !== MUJOCO_VERSION)
    throw new Error(
      `${path} is MuJoCo ${version}; expected ${MUJOCO_VERSION}. Fetch it again: 'dawnlab assets mujoco'.`,
    );
  handleErrors(koffi, library);
  const functions = Object.fromEntries(Object.entries(DECLARATIONS).map(([name, c]) => [name, library.func(c)]));
  return { ...(functions as unknown as NativeMujoco), koffi, library };
}

/**
 * Loads the library, once for the thread.
 *
 * @returns its functions
 * @throws Error where it is not set up, or is not the one that dawnlab was tested with
 */
export function loadNative(): NativeMujoco {
  if (loaded) return loaded;
  const missing = nativeMissing();
  if (missing) throw new Error(`The physics native was asked for, but ${missing}.`);
  const path = nativePath();
  const [found, expected] = [fileHash(path), mujocoLibrary().sha256];
  if (found !== expected)
    throw new Error(
      `${path} has SHA-256 ${found}, expected ${expected}: it is not the library that dawnlab was tested with. Fetch it ` +
        "again: 'dawnlab assets mujoco'.",
    );
  loaded = open(path);
  return loaded;
}

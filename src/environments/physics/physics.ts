/** What integrates: MuJoCo in WebAssembly, or the same version as a library of the processor. */

import { nativeIdentity } from './native/installation.js';
import { loadNative } from './native/library.js';
import { simulateNative } from './native/simulateNative.js';
import type { Simulation } from './simulation.js';
import { loadWasm, simulateWasm } from './wasm.js';

/** The builds of MuJoCo that there are. */
export const PHYSICS_NAMES = ['wasm', 'native'] as const;

/** One of them. */
export type PhysicsName = (typeof PHYSICS_NAMES)[number];

/** A build that was loaded. */
export interface Physics {
  readonly name: PhysicsName;
  /**
   * Compiles a model.
   *
   * @throws Error with MuJoCo's own message when the document, MJCF, is not valid
   */
  simulate(xml: string): Simulation;
}

/**
 * What integrates where nothing else is asked for. DAWNLAB_PHYSICS is read here and nowhere else.
 *
 * @returns the build that it names; `wasm` where it names none
 * @throws Error on a name that does not exist
 */
export function defaultPhysics(): PhysicsName {
  const { DAWNLAB_PHYSICS: asked } = process.env;
  const found = PHYSICS_NAMES.find((name) => name === (asked || 'wasm'));
  if (found) return found;
  throw new Error(`DAWNLAB_PHYSICS: there is no physics '${asked}'; there are ${PHYSICS_NAMES.join(', ')}.`);
}

/**
 * Loads a build, once for the process.
 *
 * @param name which
 * @returns the build, to be passed explicitly to what needs it
 * @throws Error where `native` is not set up, or its library is not the one that dawnlab was tested with
 */
export async function loadPhysics(name: PhysicsName = defaultPhysics()): Promise<Physics> {
  if (name === 'native') {
    const library = loadNative();
    return { name, simulate: (xml) => simulateNative(library, xml) };
  }
  const module = await loadWasm();
  return { name, simulate: (xml) => simulateWasm(module, xml) };
}

/**
 * What the bits of a build depend on: a part of every run's identity.
 *
 * @param name which
 * @returns its library's digest and the processor, whose instructions it and its mathematics pick; undefined for `wasm`,
 *   whose bits depend on nothing here
 * @throws Error where `native` is not set up
 */
export function physicsIdentity(name: PhysicsName = defaultPhysics()): string | undefined {
  return name === 'native' ? nativeIdentity() : undefined;
}

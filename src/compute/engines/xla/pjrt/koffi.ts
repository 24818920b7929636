/** The foreign function interface, an optional dependency, which is loaded when a plugin is. */

import { createRequire } from 'node:module';

/** A library that was loaded. */
export interface NativeLibrary {
  func(declaration: string): () => unknown;
}

/** What is used of koffi. */
export interface Koffi {
  load(path: string): NativeLibrary;
  /** Declares the type of a function. */
  proto(declaration: string): object;
  /** Makes a function of an address and its type. */
  decode(address: bigint, type: object): (args: bigint) => unknown;
  /** Where an array's memory, or what a pointer points to, lies. */
  address(value: unknown): bigint;
  /** Memory that belongs to the library. */
  view(address: bigint, bytes: number): ArrayBuffer;
  config(settings: { readonly sync_stack_size: number }): void;
}

/** XLA's compiler recurses deeply; koffi calls on a stack of its own, of 2 MiB unless it is told, and 16 at most. */
const STACK_BYTES = 16 << 20;

const require = createRequire(import.meta.url);
let loaded: Koffi | undefined;

/**
 * Loads koffi.
 *
 * @returns the module, with a stack that is large enough for XLA
 * @throws Error where the package is not installed
 */
export function loadKoffi(): Koffi {
  if (loaded) return loaded;
  try {
    loaded = require('koffi') as Koffi;
  } catch (cause) {
    const advice = "it is an optional dependency, which 'npm ci' without --omit=optional installs";
    throw new Error(`The engine xla calls its plugin through the package koffi, which cannot be loaded: ${advice}.`, {
      cause,
    });
  }
  loaded.config({ sync_stack_size: STACK_BYTES });
  return loaded;
}

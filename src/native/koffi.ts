/** The foreign function interface, an optional dependency, which is loaded when a library is. */

import { createRequire } from 'node:module';

/** A library that was loaded. Held on to: koffi unloads one whose object is collected, and the next call jumps into nothing. */
export interface NativeLibrary {
  func(declaration: string): (...args: never[]) => unknown;
  /** The address of something that the library exports. */
  symbol(name: string): unknown;
}

/** What is used of koffi. */
export interface Koffi {
  load(path: string): NativeLibrary;
  /** Declares the type of a function. */
  proto(declaration: string): object;
  pointer(type: object): object;
  /** Makes a function of JavaScript callable from a library, until the process ends. */
  register(callback: (...args: never[]) => unknown, type: object): unknown;
  /** Makes a function of an address and its type. */
  decode(address: bigint, type: object): (args: bigint) => unknown;
  /** Reads a value that lies at an address, by the name of its type. */
  decode(address: unknown, type: string): unknown;
  /** Writes a value to an address. */
  encode(address: unknown, type: string, value: unknown): void;
  /** Where an array's memory, or what a pointer points to, lies. */
  address(value: unknown): bigint;
  /** Memory that belongs to the library. */
  view(address: unknown, bytes: number): ArrayBuffer;
  config(settings: { readonly sync_stack_size: number }): void;
}

/** XLA's compiler recurses deeply; koffi calls on a stack of its own, of 2 MiB unless it is told, and 16 at most. */
const STACK_BYTES = 16 << 20;

const require = createRequire(import.meta.url);
let loaded: Koffi | undefined;

/**
 * Loads koffi.
 *
 * @param caller who calls a library through it, as the subject of a message
 * @returns the module, with a stack that is large enough for XLA
 * @throws Error where the package is not installed
 */
export function loadKoffi(caller = 'The engine xla'): Koffi {
  if (loaded) return loaded;
  try {
    loaded = require('koffi') as Koffi;
  } catch (cause) {
    const advice = "it is an optional dependency, which 'npm ci' without --omit=optional installs";
    throw new Error(`${caller} calls its library through the package koffi, which cannot be loaded: ${advice}.`, {
      cause,
    });
  }
  loaded.config({ sync_stack_size: STACK_BYTES });
  return loaded;
}

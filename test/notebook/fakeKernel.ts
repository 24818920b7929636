/** A stand-in for the kernel's bridge that records what is displayed. */

import { afterEach, beforeEach } from 'vitest';

/** A recorded display. */
export interface Shown {
  readonly data: Record<string, unknown>;
  readonly id: string | undefined;
  readonly update: boolean;
}

const BRIDGE = Symbol.for('dawnlab.kernel');
const holder = globalThis as unknown as Record<symbol, unknown>;

/**
 * Installs the stand-in around each test of the calling file.
 *
 * @returns the displays of the running test and the controller of the cell's signal
 */
export function useFakeKernel(): { shown: Shown[]; controller: AbortController } {
  const state = { shown: [] as Shown[], controller: new AbortController() };
  beforeEach(() => {
    state.shown.length = 0;
    state.controller = new AbortController();
    holder[BRIDGE] = {
      display: (data: Record<string, unknown>, id: string | undefined, update: boolean) =>
        state.shown.push({ data, id, update }),
      signal: () => state.controller.signal,
    };
  });
  afterEach(() => {
    delete holder[BRIDGE];
  });
  return state;
}

/** The HTML of a recorded display. */
export function htmlOf(shown: Shown | undefined): string {
  return String(shown?.data['text/html']);
}

/** What an interrupt says: one line, which changes as the cell comes to its end. */

import { type DisplaySlot, displaySlot } from './display.js';
import { noteBundle, showNote } from './showNote.js';

const STOPPING = 'Interrupted: the cell finishes with what it has. Interrupt once more to abandon it at once.';

/** The line of each cell, by the cell's signal. */
const slots = new WeakMap<AbortSignal, DisplaySlot>();

/**
 * Has an interrupt say that it was heard.
 *
 * @param signal the cell's signal
 */
export function announceInterrupt(signal: AbortSignal): void {
  if (slots.has(signal)) return;
  const slot = displaySlot();
  slots.set(signal, slot);
  signal.addEventListener('abort', () => slot.show(noteBundle(STOPPING)), { once: true });
}

/**
 * Says what came of an interrupt, in place of the line that it was heard.
 *
 * @param signal the cell's signal
 * @param text plain text
 */
export function showInterrupted(signal: AbortSignal, text: string): void {
  const slot = slots.get(signal);
  if (slot) slot.show(noteBundle(text));
  else showNote(text);
}

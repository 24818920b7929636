/** Parts of the reader's own by reference: from `./mine.ts#agent` to the value and the hash of its code. */

export { type LoadedParts, loadParts, type OwnCode, type OwnReferences, type WrittenParts } from './loadParts.js';
export { checkKnobsReach, knobReferences, loadKnobs } from './ownKnobs.js';
export type { PartKind, PartValues } from './partKinds.js';
export { type PartPlace, partPlace, referenceFrom } from './partReference.js';
export { keepPart, type ResolvedPart, resolvePart } from './resolvePart.js';

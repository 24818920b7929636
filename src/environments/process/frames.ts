/**
 * Frames between this process and a Python child: a magic number, a length, a body. server.py has the other end.
 *
 * @outsideNumerics it carries bytes
 */

/** `DAWN`: what is no frame is noticed at its first bytes. */
const MAGIC = 0x4e574144;
const HEADER = 8;
/** Longer than any chunk of observations: a length beyond it is no length. */
const LONGEST = 1 << 30;

/** Bytes of numbers, as the machine has them: both ends run on one machine. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Unsigned integers as bytes. */
export const uint32 = (...numbers: readonly number[]): Uint8Array => bytesOf(Uint32Array.from(numbers));

/**
 * A frame as bytes.
 *
 * @param parts the body, in parts
 * @returns header and body
 */
export function packFrame(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([uint32(MAGIC, length), ...parts]);
}

/**
 * Puts frames together from what arrives in pieces.
 *
 * @param onFrame called with the body of every frame, a copy of its own
 * @param onRubbish called once with what came where a frame should begin; nothing is read after it
 * @returns takes the next bytes
 */
export function frameReader(
  onFrame: (body: Buffer) => void,
  onRubbish: (bytes: Buffer) => void,
): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let [have, wanted, isRubbish] = [0, HEADER, false];
  return (piece) => {
    if (isRubbish) return;
    pieces.push(piece);
    have += piece.length;
    while (have >= wanted) {
      const all = Buffer.concat(pieces);
      const length = all.readUInt32LE(4);
      isRubbish = all.readUInt32LE(0) !== MAGIC || length > LONGEST;
      if (isRubbish) return onRubbish(all);
      const end = HEADER + length;
      pieces = [all];
      if (have < end) {
        wanted = end;
        return;
      }
      onFrame(Buffer.from(all.subarray(HEADER, end)));
      pieces = [all.subarray(end)];
      have -= end;
      wanted = HEADER;
    }
  };
}

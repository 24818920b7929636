declare module 'gifenc' {
  /** Colours of a picture that stand for all of its. */
  export function quantize(rgba: Uint8Array, maxColors: number): number[][];
  /** Each pixel's index into a palette. */
  export function applyPalette(rgba: Uint8Array, palette: number[][]): Uint8Array;
  /** Collects frames of a file. */
  export function GIFEncoder(): {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette: number[][]; delay: number; repeat?: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}

/** The seam between the library and the kernel it runs in: set by jupyter/patches/execution.cjs, absent in plain Node. */

/** A display bundle: one value for each MIME type; the client shows the richest type that it knows. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** What the project's kernel offers to the code of a cell. */
export interface KernelBridge {
  /**
   * Sends a bundle to the cell that runs.
   *
   * @param data the bundle
   * @param displayId name of the place, so that it can be updated later; undefined for none
   * @param isUpdate true to replace what stands at `displayId`
   */
  display(data: MimeBundle, displayId: string | undefined, isUpdate: boolean): void;
  /** The signal of the cell that runs; asking for it promises that the cell will look at it. */
  signal(): AbortSignal;
}

const BRIDGE = Symbol.for('dawnlab.kernel');

/**
 * The bridge of the kernel that this code runs in.
 *
 * @returns the bridge, or undefined in plain Node (or under a stock tslab kernel), where displays become console text
 */
export function kernelBridge(): KernelBridge | undefined {
  return (globalThis as unknown as Record<symbol, KernelBridge | undefined>)[BRIDGE];
}

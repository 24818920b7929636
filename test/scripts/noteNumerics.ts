/** Tests run the sources: notes beside them which version they are, as the build does beside what it compiles. */

import { fileURLToPath } from 'node:url';

const script = new URL('../../scripts/numerics.mjs', import.meta.url).href;

/** Once, before all tests. */
export default async function noteNumerics(): Promise<void> {
  const { writeNumerics } = await import(script);
  writeNumerics(fileURLToPath(new URL('../../src/numerics.json', import.meta.url)));
}

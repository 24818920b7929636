/** Tests load the compiled library: it is that of the sources, whoever starts them. */

import { fileURLToPath } from 'node:url';

const script = (name: string) => new URL(`../../scripts/${name}.mjs`, import.meta.url).href;

/** Once, before all tests. Those that replace modules load the sources, which need their version beside them. */
export default async function buildLibrary(): Promise<void> {
  const { buildLibrary: build } = await import(script('setup'));
  build();
  const { writeNumerics } = await import(script('numerics'));
  writeNumerics(fileURLToPath(new URL('../../src/numerics.json', import.meta.url)));
}

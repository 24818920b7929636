/** Tests load the compiled library: it is that of the sources, whoever starts them. */

import { copyFileSync } from 'node:fs';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

/** Once, before all tests. Those that replace modules load the sources, which need their version beside them. */
export default async function buildLibrary(): Promise<void> {
  const { buildLibrary: build } = await import(at('scripts/setup.mjs').href);
  build();
  copyFileSync(at('dist/numerics.json'), at('src/numerics.json'));
}

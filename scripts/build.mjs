// `npm run build`: compiles src into dist, and notes there which version the code has that touches a run's numbers.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeNumerics } from './numerics.mjs';
import { ROOT, run, runMain } from './setup.mjs';

/** Removes what was compiled from a source that has moved or gone: nobody shall import it by its old name. */
function removeOrphans(dist) {
  const compiled = readdirSync(dist, { recursive: true }).filter((file) => /\.(js|d\.ts)(\.map)?$/.test(file));
  const sourceOf = (file) => join(ROOT, 'src', file.replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts'));
  for (const file of compiled) if (!existsSync(sourceOf(file))) rmSync(join(dist, file));
}

await runMain(() => {
  run(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json']);
  removeOrphans(join(ROOT, 'dist'));
  writeNumerics(join(ROOT, 'dist', 'numerics.json'));
});

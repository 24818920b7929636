// `npm run build`: compiles src into dist, and notes there which version the code has that touches a run's numbers.

import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeNumerics } from './numerics.mjs';
import { ROOT, run, runMain } from './steps.mjs';

/** Removes what was compiled from a source that has moved or gone: nobody shall import it by its old name. */
function removeOrphans(dist) {
  const compiled = readdirSync(dist, { recursive: true }).filter((file) => /\.(js|d\.ts)(\.map)?$/.test(file));
  const sourceOf = (file) => join(ROOT, 'src', file.replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts'));
  for (const file of compiled) if (!existsSync(sourceOf(file))) rmSync(join(dist, file));
}

/** What Python children run lies beside what starts them: a pinned copy of the code has it as well. */
function copyPython(dist) {
  for (const floor of ['environments', 'tasks'])
    for (const file of readdirSync(join(ROOT, 'src', floor), { recursive: true }))
      if (file.endsWith('.py')) copyFileSync(join(ROOT, 'src', floor, file), join(dist, floor, file));
}

await runMain(() => {
  run(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json']);
  removeOrphans(join(ROOT, 'dist'));
  copyPython(join(ROOT, 'dist'));
  writeNumerics(join(ROOT, 'dist', 'numerics.json'));
});

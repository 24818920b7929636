// `npm run build`: compiles src into dist, and notes there which version the code has that touches a run's numbers.

import { join } from 'node:path';
import { writeNumerics } from './numerics.mjs';
import { ROOT, run, runMain } from './setup.mjs';

await runMain(() => {
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  writeNumerics(join(ROOT, 'dist', 'numerics.json'));
});

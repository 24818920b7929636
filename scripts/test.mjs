// `npm test`: sets up what is missing, then format and lint, types, dependencies, documentation, tests; prints everything and ends
// with a line `N passed, N failed`. Arguments go to vitest: `npm test -- test/notebook`. With `--fast` (`npm run test:fast`)
// nothing but the npm packages is set up, and only the tests are run that need no process beside them (test/scripts/slowTests.ts).

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, setup, setupOptional } from './setup.mjs';
import { ROOT, runMain } from './steps.mjs';

const RULES = ['--config', join('scripts', 'checks', 'dependencies.cjs')];
const KNIP = ['--config', join('scripts', 'checks', 'knip.json'), '--no-progress'];
const RESULTS = join('.cache', 'test-results.json');

await runMain(main);

async function main() {
  const [first, ...others] = process.argv.slice(2);
  const isFast = first === '--fast';
  if (isFast) installPackages();
  else {
    setup();
    await setupOptional();
  }
  // Side by side: each of them uses one core.
  const checks = await Promise.all([
    check('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
    check('types', ['node_modules/typescript7/bin/tsc', '--noEmit']),
    check('types of pages', ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.browser.json']),
    check('dependencies', ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...RULES, 'src']),
    ...(isFast ? [] : slowChecks()),
  ]);
  const tests = await runTests(isFast ? ['--project', 'fast', ...others] : process.argv.slice(2));
  const failed = checks.filter((ok) => !ok).length + tests.failed;
  console.log(`${checks.filter((ok) => ok).length + tests.passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** What is asked before a change is sent, and not at every step. */
function slowChecks() {
  return [
    check('unused exports, files and packages', ['node_modules/knip/bin/knip.js', ...KNIP]),
    check('documentation', ['node_modules/typedoc/bin/typedoc', '--emit', 'none', '--logLevel', 'Warn']),
    check('drawing of the architecture', ['scripts/architecture.mjs', '--check']),
  ];
}

/** Runs a check and says how it went; `live`: shows what it prints at once and not when it has ended. */
async function check(title, args, { live = false } = {}) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of live ? [] : [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  const [status] = await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  console.log(`${status === 0 ? '✓' : '✗'} ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return status === 0;
}

async function runTests(args) {
  rmSync(join(ROOT, RESULTS), { force: true });
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const ok = await check('tests', ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], { live: true });
  if (!existsSync(join(ROOT, RESULTS))) return { passed: 0, failed: 1 };
  const results = JSON.parse(readFileSync(join(ROOT, RESULTS), 'utf8'));
  // A test file that cannot even be loaded has no failed test, but it failed.
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = results.numFailedTests + unloaded.length;
  return { passed: results.numPassedTests, failed: ok ? failed : Math.max(1, failed) };
}

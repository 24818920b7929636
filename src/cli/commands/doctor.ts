/** `dawnlab doctor`: what was found, and what to do about what is missing. */

import { Command } from 'commander';
import type { Check } from '../doctor/check.js';
import { checkMachine } from '../doctor/machine.js';
import { checkPackages } from '../doctor/packages.js';
import { printResult } from '../printResult.js';

const MARKS: Readonly<Record<Check['state'], string>> = { ok: '✓', absent: '–', broken: '✗' };

/**
 * The command.
 *
 * @returns `doctor`
 */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('say what was found and what to do about what is missing')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(doctor);
}

async function doctor(options: { readonly json?: boolean }): Promise<void> {
  const checks = [...(await checkMachine()), ...(await checkPackages())];
  const ok = checks.every(({ state }) => state !== 'broken');
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, state, found, advice } of checks) {
    console.log(`${MARKS[state]} ${name.padEnd(width)}  ${found}`);
    if (advice) console.log(`  ${' '.repeat(width)}  → ${advice}`);
  }
  console.log(
    ok ? 'Everything that dawnlab needs is here.' : 'Something that dawnlab needs is missing: see the arrows above.',
  );
  if (options.json) printResult({ ok, checks });
  if (!ok) process.exitCode = 1;
}

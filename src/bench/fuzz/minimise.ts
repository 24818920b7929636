/** The smallest part of a program that still fails. */

import { type FuzzProgram, namesIn } from './program.js';

/** A program with only some of its outputs, and what these need. */
function withOutputs(program: FuzzProgram, outputs: readonly string[]): FuzzProgram {
  const needed = new Set(outputs);
  for (const { name, code } of [...program.lines].reverse())
    if (needed.has(name)) for (const other of namesIn(code)) needed.add(other);
  return { ...program, outputs, lines: program.lines.filter(({ name }) => needed.has(name)) };
}

/** Programs with a part less. */
function* smaller(program: FuzzProgram): Generator<FuzzProgram> {
  const { outputs, lines, gradients, batched, ...rest } = program;
  if (gradients) yield { ...program, gradients: false };
  if (batched !== undefined) yield { ...rest, outputs, lines, gradients };
  if (outputs.length > 1) for (const output of outputs) yield withOutputs(program, [output]);
  for (const { name } of lines) if (!outputs.includes(name)) yield withOutputs(program, [name]);
}

/**
 * Leaves out of a failing program what it fails without.
 *
 * @param program one that fails
 * @param fails whether a program fails
 * @returns a part of it that fails
 */
export async function minimise(
  program: FuzzProgram,
  fails: (smaller: FuzzProgram) => Promise<boolean>,
): Promise<FuzzProgram> {
  for (const candidate of smaller(program))
    if (await fails(candidate).catch(() => false)) return minimise(candidate, fails);
  return program;
}

import type { CommandResult, SlurmClient } from '../../src/runs/slurm/slurmClient.js';

/** A client that answers from a list, and the commands that it was given. */
export function scripted(answer: (program: string, args: readonly string[]) => Partial<CommandResult>) {
  const asked: string[][] = [];
  const inputs: string[] = [];
  const client: SlurmClient = {
    run: async (program, args, input = '') => {
      asked.push([program, ...args]);
      inputs.push(input);
      return { code: 0, stdout: '', stderr: '', ...answer(program, args) };
    },
  };
  return { client, asked, inputs };
}

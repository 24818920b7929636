import { vi } from 'vitest';

/** What a command prints, on both streams in order, and the exit code that it sets; the process's own is put back. */
export async function printed(command: () => Promise<unknown>): Promise<{ lines: string[]; exitCode: unknown }> {
  const lines: string[] = [];
  const keep = (...words: unknown[]) => void lines.push(...words.map(String));
  const spies = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name).mockImplementation(keep));
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await command();
    return { lines, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

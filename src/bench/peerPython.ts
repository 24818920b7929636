/** Pythons with PyTorch or JAX: one that the user names, or throwaway virtual environments with pinned versions. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt, pinnedPython } from '../environments/index.js';

/** A library that updates are compared with. */
export type Peer = 'torch' | 'jax';

const PEERS: Readonly<Record<Peer, { readonly name: string; readonly version: string; readonly room: string }>> = {
  torch: { name: 'PyTorch', version: '2.15.0', room: 'some gigabytes on Linux, minutes' },
  jax: { name: 'JAX', version: '0.10.2', room: '0.3 GB' },
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Finds or makes a Python that has a library.
 *
 * @param peer which
 * @param python an interpreter that has it already; none by default
 * @param say what happens, where it takes long
 * @returns path of the interpreter
 * @throws NoPython where there is no Python or no network
 */
export async function peerPython(
  peer: Peer,
  python: string | undefined,
  say: (message: string) => void,
): Promise<string> {
  const { name, version, room } = PEERS[peer];
  if (python !== undefined) {
    await attempt(python, ['-c', `import ${peer}`], `${python} has no ${name}`);
    return python;
  }
  const folder = join('.cache', `${peer}-venv`);
  return pinnedPython(join(ROOT, folder), [`${peer}==${version}`], () =>
    say(`Installing ${name} ${version} into ${folder}: ${room}. Only this comparison needs it.`),
  );
}

/**
 * Rollouts of this process against hashes written by another one. After a change of the physics package or of a task,
 * look at what changed, then rewrite them: `DAWNLAB_UPDATE_GOLDEN=1 npx vitest run test/environments/golden.test.ts`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createEnv, physicsTasks } from '../../src/tasks/index.js';
import { rolloutHash } from '../contracts/env.js';

interface Golden {
  readonly mujoco: string;
  readonly node: string;
  readonly hashes: Record<string, string>;
}

const FILE = fileURLToPath(new URL('../golden/environments.json', import.meta.url));
const entry = createRequire(import.meta.url).resolve('@mujoco/mujoco');
const mujoco: string = JSON.parse(readFileSync(join(dirname(entry), 'package.json'), 'utf8')).version;
const node = process.versions.node.split('.')[0];

/** A suite stands for its tasks. */
const IDS = Object.keys(physicsTasks).filter((id) => !physicsTasks[id].suite);

async function hashOf(id: string): Promise<string> {
  const env = await createEnv(id);
  const hash = rolloutHash(env, 2026, 200);
  env.close();
  return hash;
}

if (process.env.DAWNLAB_UPDATE_GOLDEN) {
  const hashes: Record<string, string> = {};
  for (const id of IDS) hashes[id] = await hashOf(id);
  writeFileSync(FILE, `${JSON.stringify({ mujoco, node, hashes } satisfies Golden, null, 2)}\n`);
}

const golden: Golden = JSON.parse(readFileSync(FILE, 'utf8'));

describe('200 random steps', () => {
  it('belong to the installed physics package', () => {
    expect(mujoco).toBe(golden.mujoco);
  });

  // Sine and cosine may differ in the last bit between the JavaScript engines of two Node versions.
  describe.skipIf(node !== golden.node)(`on Node ${golden.node}`, () => {
    for (const id of IDS)
      it.skipIf(physicsTasks[id].missing?.())(`of ${id} are bitwise those of the recording process`, async () => {
        expect(await hashOf(id)).toBe(golden.hashes[id]);
      });
  });
});

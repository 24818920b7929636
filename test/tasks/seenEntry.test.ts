import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFeatures, type Env, featurize } from '../../src/environments/index.js';
import { randomStream } from '../../src/random/index.js';
import { createEnv, physicsTasks } from '../../src/tasks/index.js';

/** The tasks that are another one seen by cameras, and whose they are. */
const SEEN = Object.entries(physicsTasks).flatMap(([id, { spec, demonstrations }]) =>
  spec.shows?.rgb && demonstrations ? [[id, demonstrations.task] as const] : [],
);

/** Hashes of pictures by task; after a change of a camera, look at them, then `DAWNLAB_UPDATE_GOLDEN=1 npx vitest run …`. */
const PICTURES = new URL('../golden/pictures.json', import.meta.url);

async function withEnvs<T>(ids: readonly string[], use: (...envs: Env[]) => T): Promise<T> {
  const envs: Env[] = [];
  for (const id of ids) envs.push(await createEnv(id));
  try {
    return use(...envs);
  } finally {
    for (const env of envs) env.close();
  }
}

/** A random walk, the same for every task of as many actions. */
function walk(env: Env, seed: number, steps: number): Float32Array[] {
  const stream = randomStream(seed, 'test');
  const action = () => Float32Array.from({ length: env.spec.actionDim }, () => stream.uniform(-1, 1));
  return [env.reset(seed).slice(), ...Array.from({ length: steps }, () => env.step(action()).obs.slice())];
}

const hashesOf = (id: string): Promise<string[]> =>
  withEnvs([id], (env) =>
    [1, 2, 3].map((seed) => {
      walk(env, seed, 10);
      return createHash('sha256').update(env.show!().rgb).digest('hex');
    }),
  );

if (process.env.DAWNLAB_UPDATE_GOLDEN) {
  const drawn: Record<string, string[]> = {};
  for (const [id] of SEEN) drawn[id] = await hashesOf(id);
  writeFileSync(PICTURES, `${JSON.stringify(drawn, null, 2)}\n`);
}

describe.each(SEEN)('%s', (id, source) => {
  it(`has the arm's own numbers and the physics of ${source}`, () =>
    withEnvs([id, source], (seen, whole) => {
      const { obsDim, obsNames, taskFeatures } = seen.spec;
      expect(obsNames).toEqual(whole.spec.obsNames.slice(0, obsDim));
      expect(taskFeatures).toEqual([]);
      expect(obsNames.filter((name) => /box|hole|error|tilt/i.test(name))).toEqual([]);
      expect(walk(seen, 4, 20)).toEqual(walk(whole, 4, 20).map((obs) => obs.slice(0, obsDim)));
    }));

  it('tells of the box by pixels alone: numbers and features stay when the box is moved', () =>
    withEnvs([id], (env) => {
      for (const seed of [1, 2, 3]) {
        walk(env, seed, 5);
        const { env: name, values } = env.snapshot();
        const [obs, before] = [env.restore({ env: name, values }).slice(), env.show!().rgb];
        // Behind phase and step lie the box's numbers, the first of them x and y.
        const moved = Float64Array.from(values, (value, i) => (i === 2 || i === 3 ? value + 0.03 : value));
        const [there, after] = [env.restore({ env: name, values: moved }), env.show!().rgb];
        expect([...there]).toEqual([...obs]);
        expect([...featurize(allFeatures(env.spec), there)]).toEqual([...featurize(allFeatures(env.spec), obs)]);
        expect(after.filter((byte, i) => byte !== before[i]).length).toBeGreaterThan(100);
      }
    }));

  it('draws the bytes that another process drew', async () => {
    expect(await hashesOf(id)).toEqual(JSON.parse(readFileSync(PICTURES, 'utf8'))[id]);
  });
});

import type { Tensor } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import * as dawnlab from '../src/index.js';

it('what has another name now is still found under its former one', () => {
  const { agents, currentSpec, entryAt, existingArms, openTask, runOfRecords, specOfRun, stackTrees } = dawnlab;
  const { createLocalVectorEnv, dawn, policyDecorator, presentArms, presentSpec, recordedRun, recordedSpec, vanilla } =
    dawnlab;
  expect({ dawn, policyDecorator, vanilla }).toEqual({
    dawn: agents.dawn,
    policyDecorator: agents.policyDecorator,
    vanilla: agents.vanilla,
  });
  expect([dawnlab.seedOf, dawnlab.stackSeeds]).toEqual([entryAt, stackTrees]);
  expect(dawnlab.learnedKind).toBe(dawnlab.kindByName);
  expect([createLocalVectorEnv, presentArms, presentSpec, recordedRun, recordedSpec]).toEqual([
    openTask,
    existingArms,
    currentSpec,
    runOfRecords,
    specOfRun,
  ]);
});

it('compile takes `seeds` for what is called `batched`, and refuses an option that it would not hear', async () => {
  const { compile, full } = dawnlab;
  const x = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const sum = ({ x }: { x: Tensor }) => ({ y: x.sum() });
  const { y } = await (await compile(sum, { x: full([2, 3], 0) }, { seeds: 2 })).run({ x });
  expect([...y.data]).toEqual([6, 15]);
  const misspelt = { sedes: 2 } as object;
  await expect(compile(sum, { x: full([2, 3], 0) }, misspelt)).rejects.toThrow(
    "compile: there is no option 'sedes'; there are threads, engine, batched, seeds, device, profile, onNotice.",
  );
});

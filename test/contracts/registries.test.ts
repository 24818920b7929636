/** Contracts run for all that there is: each registry's entries are among what the contracts' tests go over. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agents, algorithms, CHOICES, createAgent } from '../../src/agents/index.js';
import { engines } from '../../src/compute/index.js';
import { learnedKinds } from '../../src/policies/index.js';
import { baseRecipes, physicsTasks, taskPreset, tasks } from '../../src/tasks/index.js';
import { probes } from '../../src/training/index.js';

const { knobs } = taskPreset('gantry-peg', 'smoke');

/** Which test goes over which registry, by the loop that it has. */
const LOOPS = [
  ['agents', agents, 'test/agents/agents.test.ts', 'for (const name of Object.keys(agents)) agentContract('],
  [
    'tasks',
    physicsTasks,
    'test/environments/contracts.test.ts',
    'of Object.entries(physicsTasks))\n  if (!suite) envContract(',
  ],
  ['engines', engines, 'test/compute/engines/engines.test.ts', 'of [...Object.values<Engine>(engines), own]'],
  ['probes', probes, 'test/training/probes.test.ts', 'for (const probe of [...probes, meanQ()])'],
  ['base policies', learnedKinds, 'test/policies/basePolicy.test.ts', 'for (const kind of [...learnedOf(task)'],
] as const;

describe('contract tests', () => {
  it.each(LOOPS)('go over the registry of %s', (_what, registry, file, loop) => {
    expect(Object.keys(registry).length).toBeGreaterThan(1);
    expect(readFileSync(file, 'utf8')).toContain(loop);
  });

  it('run for every learning rule: each is what an agent learns by', () => {
    const learnt = Object.keys(agents).flatMap((name) =>
      CHOICES.encoder.map((encoder) => createAgent(name, { ...knobs, encoder }).algorithm.name),
    );
    expect(new Set(learnt)).toEqual(new Set(Object.keys(algorithms)));
    expect(Object.values(algorithms).map(({ name }) => name)).toEqual(Object.keys(algorithms));
    for (const { name, panels, valueSupport } of Object.values(algorithms)) {
      expect(panels?.length, name).toBeGreaterThan(0);
      expect(valueSupport, name).toBeInstanceOf(Function);
    }
  });

  it('run for every kind of base policy: each is committed for a task, by a recipe', () => {
    const made = Object.keys(tasks).flatMap((task) => Object.keys(baseRecipes[task]));
    const kinds = new Set(made.map((policy) => policy.split('-')[0]));
    expect(kinds).toEqual(new Set(Object.keys(learnedKinds)));
  });
});

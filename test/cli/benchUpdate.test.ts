/** The parts of `dawnlab bench update`. */

import { describe, expect, it } from 'vitest';
import { type Contestant, takeTurns } from '../../src/bench/contestant.js';
import { programOf, UPDATE_ENGINES } from '../../src/bench/engines.js';
import { peerPython } from '../../src/bench/peerPython.js';
import { processContestant } from '../../src/bench/processContestant.js';
import { settingsOf, UPDATE_WORKLOADS } from '../../src/bench/workloads.js';
import { NoPython } from '../../src/environments/index.js';

/** A side that claims a fixed time for each update, half of it the processor's, and notes its turns. */
function pretender(engine: string, secondsPerUpdate: number, turns: string[]): Contestant {
  return {
    engine,
    run: async (updates) => {
      turns.push(engine);
      const seconds = updates * secondsPerUpdate;
      return { seconds, cpuSeconds: seconds / 2 };
    },
    dispose: async () => {},
  };
}

describe('takeTurns', () => {
  it('alternates, and gives each its own rate', async () => {
    const turns: string[] = [];
    const rates = await takeTurns([pretender('a', 0.1, turns), pretender('b', 0.25, turns)], 0.02);
    expect(rates[0]).toEqual({ perSecond: 10, perCpuSecond: 20, behindFirst: 1, behindFirstCpu: 1 });
    expect(rates[1]).toEqual({ perSecond: 4, perCpuSecond: 8, behindFirst: 2.5, behindFirstCpu: 2.5 });
    const measured = turns.slice(turns.lastIndexOf('a', turns.indexOf('b') - 1) + 1).filter((_, i) => i >= 2);
    measured.forEach((engine, i) => {
      expect(engine).toBe(i % 2 === measured.indexOf('a') % 2 ? 'a' : 'b');
    });
  });
});

describe('the sides', () => {
  const tiny = { ...UPDATE_WORKLOADS[0], batch: 4, width: 8, actorWidth: 8, threads: 1, seeds: 1 };
  const ours = UPDATE_ENGINES.filter(({ name }) => ['dawnlab', 'eager-cpu'].includes(name));

  it.each(ours.map((engine) => [engine.name, engine] as const))('%s: runs a workload', async (name, engine) => {
    const program = programOf(engine, 'python3', false, 1);
    const side = await processContestant(program, { ...tiny, ...engine.configuration });
    expect(side.engine).toBe(name);
    const { seconds, cpuSeconds } = await side.run(2);
    expect(seconds).toBeGreaterThan(0);
    expect(cpuSeconds).toBeGreaterThan(0);
    await side.dispose();
  });

  it('a side that cannot start says why', async () => {
    const [program] = ours.map((engine) => programOf(engine, 'python3', false, 1));
    await expect(processContestant(program, { ...tiny, device: 'nowhere' })).rejects.toThrow(
      /dawnlab ended early \(exit code 1\).*nowhere/,
    );
  });

  it('PyTorch and JAX: say why they are not there', async () => {
    await expect(peerPython('torch', '/no/such/python', () => {})).rejects.toThrow(NoPython);
    await expect(peerPython('torch', '/no/such/python', () => {})).rejects.toThrow(/\/no\/such\/python has no PyTorch/);
    await expect(peerPython('jax', '/no/such/python', () => {})).rejects.toThrow(/\/no\/such\/python has no JAX/);
  });
});

it('workloads: only W3 has block critics', () => {
  expect(UPDATE_WORKLOADS.map((workload) => settingsOf(workload).critic.name)).toEqual([
    'mlp 3×128 layerNorm',
    'mlp 3×256 layerNorm',
    'mlp 3×512 layerNorm',
    'blocks 2×512 layerNorm',
  ]);
});

/** The parts of `dawnlab bench update`. */

import { describe, expect, it } from 'vitest';
import { compiledContestant } from '../../src/cli/bench/compiledContestant.js';
import { type Contestant, takeTurns } from '../../src/cli/bench/contestant.js';
import { NoPython } from '../../src/cli/bench/pinnedPython.js';
import { torchPython } from '../../src/cli/bench/torchEnvironment.js';
import { settingsOf, UPDATE_WORKLOADS } from '../../src/cli/bench/workloads.js';

/** A side that claims a fixed time for each update, and notes its turns. */
function pretender(engine: string, secondsPerUpdate: number, turns: string[]): Contestant {
  return {
    engine,
    run: async (updates) => {
      turns.push(engine);
      return updates * secondsPerUpdate;
    },
    dispose: async () => {},
  };
}

describe('takeTurns', () => {
  it('alternates, and gives each its own rate', async () => {
    const turns: string[] = [];
    const rates = await takeTurns([pretender('a', 0.1, turns), pretender('b', 0.25, turns)], 0.02);
    expect(rates.map((rate) => Math.round(100 * rate) / 100)).toEqual([10, 4]);
    const measured = turns.slice(turns.lastIndexOf('a', turns.indexOf('b') - 1) + 1).filter((_, i) => i >= 2);
    measured.forEach((engine, i) => {
      expect(engine).toBe(i % 2 === measured.indexOf('a') % 2 ? 'a' : 'b');
    });
  });
});

describe('the sides', () => {
  it('compiled: runs a workload', async () => {
    const tiny = { ...UPDATE_WORKLOADS[0], batch: 4, width: 8, actorWidth: 8 };
    const side = await compiledContestant(tiny, 1);
    expect(side.engine).toBe('dawnlab');
    expect(await side.run(2)).toBeGreaterThan(0);
    await side.dispose();
  });

  it('PyTorch: says why it is not there', async () => {
    await expect(torchPython('/no/such/python', () => {})).rejects.toThrow(NoPython);
    await expect(torchPython('/no/such/python', () => {})).rejects.toThrow(/\/no\/such\/python has no PyTorch/);
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

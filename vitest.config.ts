import { defineConfig } from 'vitest/config';
import { LongestFirst, SLOW } from './test/scripts/slowTests.js';

export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ['test/scripts/noteNumerics.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // One more than the cores that are counted on: a test of Slurm, of kills or of a kernel waits for most of its time.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A part of the reader's own imports the built library, as it does outside of tests.
    server: { deps: { external: [/\/parts\/[0-9a-f]{16}\.mjs$/] } },
    // A process for each slow file; the others share one a worker, since loading the library takes longer than they do.
    projects: [
      { extends: true, mode, test: { name: 'slow', include: SLOW } },
      { extends: true, mode, test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: SLOW, isolate: false } },
    ],
  },
}));

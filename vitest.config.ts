import { defineConfig } from 'vitest/config';
import { LongestFirst, SLOW } from './test/scripts/slowTests.js';

export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ['test/scripts/noteNumerics.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    maxWorkers: 2,
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

import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { LongestFirst, MOCKING, SLOW } from './test/scripts/slowTests.js';

const SOURCES = fileURLToPath(new URL('src/', import.meta.url));

/** Lets tests load what ships: the compiled modules, as Node loads them, and not a transformed copy for each process. */
const compiled: Plugin = {
  name: 'compiled',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.')) return;
    const file = fileURLToPath(new URL(source, `file://${importer}`));
    if (file.startsWith(SOURCES)) return { id: file.replace(SOURCES, `${SOURCES}../dist/`), external: 'absolute' };
  },
};

export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ['test/scripts/buildLibrary.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // Two more than the cores that are counted on: a test of Slurm, of kills or of a kernel waits for most of its time.
    maxWorkers: 4,
    // Only what hangs: on a machine that does much else, a training of seconds takes minutes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // A part of the reader's own imports the built library, as it does outside of tests.
    server: { deps: { external: [/\/dist\//, /\/parts\/[0-9a-f]{16}\.mjs$/] } },
    // A process for each slow file; the others share one a worker, since loading the library takes longer than they do.
    projects: [
      { extends: true, mode, plugins: [compiled], test: { name: 'slow', include: SLOW } },
      { extends: true, mode, test: { name: 'mocking', include: MOCKING } },
      {
        extends: true,
        mode,
        plugins: [compiled],
        test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: [...SLOW, ...MOCKING], isolate: false },
      },
    ],
  },
}));

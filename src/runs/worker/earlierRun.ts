/** What a directory holds of a run already. */

import { join } from 'node:path';
import { quarantineFile } from '../../files/index.js';
import { identityDifferences } from '../../training/index.js';
import { type RunSpec, runId, runLabel, specIdentity } from '../spec/runSpec.js';
import { type RunManifest, readManifest } from '../store/manifest.js';

/**
 * The manifest that a directory has of a run, if it is any good; a damaged one is set aside.
 *
 * @param directory the run's directory
 * @param spec the run
 * @param onNotice called with a line when the manifest is damaged
 * @returns the manifest; undefined where there is none to go by
 * @throws Error naming the differences when the directory holds another run
 */
export function earlierManifest(
  directory: string,
  spec: RunSpec,
  onNotice: (notice: string) => void,
): RunManifest | undefined {
  const id = runId(spec);
  const manifest = readManifest(directory);
  if (manifest === 'damaged') {
    const where = quarantineFile(join(directory, 'manifest.json'));
    onNotice(`The manifest of ${directory} is damaged and set aside as ${where}; the run is looked through again.`);
    return undefined;
  }
  if (!manifest || manifest.id === id) return manifest;
  const why =
    runId({ ...manifest.spec, numerics: spec.numerics }) === id
      ? 'the same run, made with other numerical code'
      : `another run, ${runLabel(manifest.spec)}`;
  const differences = identityDifferences(specIdentity(manifest.spec), specIdentity(spec));
  throw new Error(`${directory} holds ${why}:\n  ${differences.join('\n  ')}\nUse another directory.`);
}

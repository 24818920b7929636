/** Sides of a comparison as they are written on a command line. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { didYouMean } from '../../settings/index.js';
import { readCheckpointFile } from '../../training/index.js';
import { METRICS_FILE, readRecords } from '../../training/records.js';
import { specIdentity } from '../spec/runSpec.js';
import { readManifest } from '../store/manifest.js';
import { armOf, type RunKind, tableArms } from '../tables/arms.js';
import { RESULTS, readTableFile } from '../tables/recordedTables.js';
import { runOfRecords } from '../tables/runOfRecords.js';
import type { RecordedRun, RunTable } from '../tables/runTable.js';
import { specOfRun } from '../tables/specOfRun.js';
import { type ComparedSide, comparedSide, type SeedlessIdentity } from './comparedSide.js';

/** How a side is written, for help and errors. */
export const SIDE_NOTATION =
  "a run's directory; a folder of such directories that differ in their seed; or an arm of recorded runs as " +
  'TABLE:AGENT[/VARIANT][@BASE], where TABLE is FINDING.TASK of data/results or a file, for instance ' +
  '08-dawn.gantry-peg:dawn or 02-cold-start.gantry-peg:dawn/M0@diffusion';

/** An arm in the notation of the command line. */
const armName = ({ agent, variant, base }: RunKind, isWithBase: boolean) =>
  `${agent}${variant === 'default' ? '' : `/${variant}`}${isWithBase ? `@${base}` : ''}`;

/** The arm that is asked for; the only one where nothing is. */
function chosenArm(table: RunTable, asked: string | undefined, text: string): RunKind {
  const arms = tableArms(table);
  const fits = (arm: RunKind) => asked === undefined || [false, true].some((base) => armName(arm, base) === asked);
  const found = arms.filter(fits);
  if (found.length === 1) return found[0];
  const names = arms.map((arm) =>
    armName(arm, arms.filter((it) => armName(it, false) === armName(arm, false)).length > 1),
  );
  const what = asked === undefined ? 'does not say which arm' : found.length > 1 ? 'fits several arms' : 'names no arm';
  throw new Error(`'${text}' ${what}; there are ${names.join(', ')}.${didYouMean(asked ?? '', names)}`);
}

const seedless = ({ seed, ...identity }: ReturnType<typeof specIdentity>): SeedlessIdentity => identity;

function distinct(identities: readonly SeedlessIdentity[]): SeedlessIdentity[] {
  return [...new Map(identities.map((identity) => [JSON.stringify(identity), identity])).values()];
}

/** What a recorded run is by value; tables of earlier code may not say. */
function recordedIdentity(table: RunTable, run: RecordedRun): SeedlessIdentity[] {
  try {
    return [seedless(specIdentity(specOfRun(table, run)))];
  } catch {
    return [];
  }
}

function tableSide(file: string, asked: string | undefined, text: string): ComparedSide {
  const table = readTableFile(file);
  const kind = chosenArm(table, asked, text);
  const runs = table.runs.filter((run) => JSON.stringify(armOf(run)) === JSON.stringify(kind));
  const { commit, hardware, versions } = table.provenance;
  const identities = distinct(runs.flatMap((run) => recordedIdentity(table, run)));
  return comparedSide(text, runs, { identities, made: { commit, hardware, versions } });
}

/** Directories of runs, at any depth below a folder. */
function runDirectories(folder: string): string[] {
  if (existsSync(join(folder, METRICS_FILE))) return [folder];
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside.flatMap(({ name }) => runDirectories(join(folder, name))).sort();
}

function directoryIdentity(directory: string): SeedlessIdentity[] {
  const manifest = readManifest(directory);
  if (manifest && manifest !== 'damaged') return [seedless(specIdentity(manifest.spec))];
  const checkpoint = readCheckpointFile(join(directory, 'checkpoint.safetensors'));
  return checkpoint ? [seedless(checkpoint.identity)] : [];
}

function directoryMade(directory: string): ComparedSide['made'] {
  const manifest = readManifest(directory);
  if (!manifest || manifest === 'damaged') return {};
  return { commit: manifest.code.commit, hardware: manifest.hardware, versions: manifest.versions };
}

function folderSide(folder: string): ComparedSide {
  const directories = runDirectories(folder);
  if (directories.length === 0)
    throw new Error(`${folder} holds no run: no ${METRICS_FILE} lies in it or below. A side is ${SIDE_NOTATION}.`);
  const runs = directories.map((directory) => runOfRecords(readRecords(join(directory, METRICS_FILE))));
  const identities = distinct(directories.flatMap(directoryIdentity));
  return comparedSide(basename(folder), runs, { identities, made: directoryMade(directories[0]) });
}

/**
 * Reads a side of a comparison.
 *
 * @param text {@link SIDE_NOTATION}
 * @param folder where the tables by name lie; `data/results` by default
 * @returns its runs, what they are by value, and what must be said of them
 * @throws Error on what is neither, naming what there is; DamagedFileError on a file that cannot be used
 */
export function readSide(text: string, folder = RESULTS): ComparedSide {
  if (existsSync(text) && statSync(text).isDirectory()) return folderSide(text);
  const [, before, arm] = /^(.*?\.json|[^:]*)(?::(.+))?$/.exec(text) ?? [];
  const file = [before, join(folder, `${before}.json`)].find((path) => existsSync(path) && statSync(path).isFile());
  if (file) return tableSide(file, arm, text);
  const known = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const tables = known.map((name) => name.slice(0, -'.json'.length));
  const hint = didYouMean(before ?? text, tables);
  throw new Error(`There is no '${text}'.${hint} A side is ${SIDE_NOTATION}. Tables: ${tables.join(', ') || 'none'}.`);
}

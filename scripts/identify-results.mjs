/**
 * Gives the recorded runs of data/results their arms and identities as the present code reckons them.
 *
 *   node scripts/identify-results.mjs [FOLDER]
 *
 * Run it after a change of what an identity is made of, or of how a graph is traced; the numbers of runs are not touched,
 * and the script fails if they would be. An arm keeps the version of the code that made it: where the table has it by an
 * earlier reckoning, it is reckoned anew from the sources of the commit that made the runs, which needs the whole
 * history of the repository.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { numericsOf } from './numerics.mjs';
import { ROOT, runMain } from './steps.mjs';

/** The commits behind versions that were hashes of whole folders, comments and paths included. */
const COMMIT_OF = {
  '37fcb18dd4a1d8e3': 'c7a01f9e854c',
  '8d4f4141bdac72d0': 'be015e9f827d',
  '00c0218ba551f1d2': 'cff61c88d8b3',
  bffb23742c3edd67: '2d86cb7f64f3',
  f21cfebf902a95be: '04288385a13a',
};

const dist = (...path) => import(pathToFileURL(join(ROOT, 'dist', ...path)).href);

/** The version of the numerical code at a commit. */
function versionAt(commit) {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-identify-'));
  try {
    const archive = execFileSync('git', ['archive', commit, 'src', 'package.json'], { cwd: ROOT, maxBuffer: 2 ** 28 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    return numericsOf(join(folder, 'src'), join(folder, 'package.json')).version;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Versions by commit, each reckoned once. */
const versions = new Map();
const versionOf = (commit) => versions.get(commit) ?? versions.set(commit, versionAt(commit)).get(commit);

/** An arm's version by the present reckoning; one that is by it already stays. */
const present = (numerics) => (COMMIT_OF[numerics] ? versionOf(COMMIT_OF[numerics]) : numerics);

/** The arm of a run in a table that is older than arms: the full preset, which must be what the run noted at its start. */
async function presetArm({ task, provenance }, { agent, start }) {
  const [{ taskPreset, agentSettings }, { createAgent }, { baseHash }] = await Promise.all([
    dist('training', 'index.js'),
    dist('agents', 'index.js'),
    dist('policies', 'index.js'),
  ]);
  const { knobs } = taskPreset(task, 'full');
  const settings = agentSettings(createAgent(agent, knobs));
  const changed = Object.keys(start.settings).find(
    (name) => name in settings && JSON.stringify(settings[name]) !== JSON.stringify(start.settings[name]),
  );
  if (changed) throw new Error(`${agent} on ${task} was recorded with another ${changed} than the preset's.`);
  const { base: kind, schedule, engine, threads } = start;
  const base = { kind, sha256: baseHash(task, kind) };
  const numerics = provenance.numerics ?? versionOf(provenance.commit);
  return { agent, variant: 'default', scale: 'full', knobs, schedule, base, engine, threads, numerics };
}

/** An arm with what its names stand for here, and where it ran as its table has it. */
async function identified({ finding, task, provenance }, { content: _, ...arm }) {
  const { completeRuns } = await dist('runs', 'index.js');
  const [spec] = await completeRuns([{ ...arm, finding, task, seed: 0 }]);
  if (spec.base.sha256 !== arm.base.sha256)
    throw new Error(`${finding} on ${task}: the ${arm.base.kind} policy is not the one that the runs were made with.`);
  const [major] = provenance.versions.node.slice(1).split('.');
  const platform = `${provenance.hardware.split(', ').at(-1)}, Node ${major}, processor`;
  return { ...arm, numerics: present(arm.numerics), content: { ...spec.content, platform } };
}

/** Whether an arm made a run: by the identity that the run has, where the arm's name does not tell already. */
async function armOf({ finding, task }, arms, run) {
  const [{ runId }, { valueHash }] = await Promise.all([dist('runs', 'index.js'), dist('files', 'index.js')]);
  const named = arms.filter(
    ({ agent, variant, base }) =>
      agent === run.agent && variant === (run.variant ?? 'default') && base.kind === run.start.base,
  );
  if (named.length === 1) return named[0];
  // Identities were once the hash of the whole specification.
  const idOf = (spec) => (spec.content ? runId(spec) : valueHash(spec));
  const made = named.find((arm) => idOf({ ...arm, finding, task, seed: run.seed }) === run.id);
  if (made) return made;
  throw new Error(
    `${finding} on ${task}: none of ${named.length} arms made ${run.agent} seed ${run.seed} (${run.id}).`,
  );
}

/** The arms of a table that is older than arms: one for each agent. */
async function presetArms(table) {
  const first = new Map([...table.runs].reverse().map((run) => [run.agent, run]));
  return Promise.all([...first.values()].reverse().map((run) => presetArm(table, run)));
}

/** A table with arms and identities by the present reckoning. */
async function identifiedTable(table) {
  const { runId } = await dist('runs', 'index.js');
  const { finding, task, provenance } = table;
  const before = table.arms ?? (await presetArms(table));
  const after = new Map();
  for (const arm of before) after.set(arm, await identified(table, arm));
  const runs = [];
  for (const run of table.runs) {
    const arm = after.get(await armOf(table, before, run));
    const id = runId({ ...arm, finding, task, seed: run.seed });
    runs.push({ ...run, id, variant: arm.variant });
  }
  const { numerics, commit } = provenance;
  const reckoned = { ...provenance, numerics: numerics ? present(numerics) : versionOf(commit) };
  return { ...table, provenance: reckoned, arms: [...after.values()], runs };
}

/** Fails where more than arms, identities and versions would change. */
function checkNumbers(before, after) {
  const bare = ({ arms: _, provenance: { numerics: __, ...provenance }, runs, ...head }) =>
    JSON.stringify({ ...head, provenance, runs: runs.map(({ id, variant, ...run }) => run) });
  if (bare(before) !== bare(after)) throw new Error(`${before.finding} on ${before.task}: the numbers would change.`);
}

await runMain(async () => {
  const folder = process.argv[2] ?? join(ROOT, 'data', 'results');
  const { writeRunTable } = await dist('runs', 'index.js');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const file = join(folder, name);
    const before = JSON.parse(readFileSync(file, 'utf8'));
    const after = await identifiedTable(before);
    checkNumbers(before, after);
    writeRunTable(file, after);
    const made = [...new Set(after.arms.map(({ numerics }) => numerics))].join(', ');
    console.log(`${name}: ${after.runs.length} runs, ${after.arms.length} arms, made by ${made}`);
  }
});

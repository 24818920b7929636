/** How many updates a second engines take, in turns on one machine. */

import { NoPython } from '../environments/index.js';
import { type Contestant, takeTurns } from './contestant.js';
import { programOf, type UpdateEngine } from './engines.js';
import { type Peer, peerPython } from './peerPython.js';
import { processContestant } from './processContestant.js';
import type { UpdateWorkload } from './workloads.js';

/** One measured rate. */
export interface UpdateRow {
  readonly workload: string;
  readonly engine: string;
  readonly threads: number;
  readonly device: 'cpu' | 'gpu';
  /** Seeds that one update advances. */
  readonly seeds: number;
  /** Updates per second, median over turns; each seed's counts. */
  readonly perSecond: number;
  /** The same for a second of processor time. */
  readonly perCpuSecond: number;
  /** How many times as fast the first engine of the table is, and the same by processor time. */
  readonly behindFirst: number;
  readonly behindFirstCpu: number;
}

/** How to measure. */
export interface UpdateRatesOptions {
  /** Time for each row. */
  readonly seconds: number;
  /** Seeds in one program. */
  readonly seeds: number;
  /** On the GPU where an engine can. */
  readonly gpu?: boolean;
}

/** What is updated. */
interface UpdateSetting {
  readonly workload: UpdateWorkload;
  readonly threads: number;
}

type Pythons = ReadonlyMap<Peer, string>;

/**
 * The interpreters of the peers that are compared with; one that cannot be had says why.
 *
 * @param engines all that are compared
 * @param python an interpreter that has the peers, in place of fresh environments
 * @param say gets lines for people
 * @returns paths by peer
 */
export async function findPythons(
  engines: readonly UpdateEngine[],
  python: string | undefined,
  say: (line: string) => void,
): Promise<Pythons> {
  const found = new Map<Peer, string>();
  for (const peer of new Set(engines.flatMap(({ peer }) => peer ?? [])))
    try {
      found.set(peer, await peerPython(peer, python, say));
    } catch (error) {
      if (!(error instanceof NoPython)) throw error;
      say(`Without ${peer}: ${error.message}`);
    }
  return found;
}

/** A side that runs, and where. */
interface Side {
  readonly contestant: Contestant;
  readonly device: 'cpu' | 'gpu';
}

async function start(
  engine: UpdateEngine,
  { workload, threads }: UpdateSetting,
  { seeds, gpu, pythons }: UpdateRatesOptions & { readonly pythons: Pythons },
): Promise<Side> {
  const isGpu = Boolean(gpu) && engine.device !== 'cpu';
  const configuration = { ...workload, threads, seeds, gpu: isGpu, ...engine.configuration };
  const python = engine.peer && pythons.get(engine.peer);
  const contestant = await processContestant(programOf(engine, python, isGpu, threads), configuration);
  // Compilation happens at the first update.
  await contestant.run(1);
  return { contestant, device: isGpu ? 'gpu' : 'cpu' };
}

/**
 * Measures a workload on several engines, in alternating turns.
 *
 * @param engines which ones; one that cannot be started here says why and is left out
 * @param setting the workload, and threads of one operator
 * @param options time, seeds, GPU, and the interpreters of peers
 * @param say gets lines for people
 * @returns one row for each engine that ran
 */
export async function updateRates(
  engines: readonly UpdateEngine[],
  setting: UpdateSetting,
  options: UpdateRatesOptions & { readonly pythons: Pythons },
  say: (line: string) => void,
): Promise<UpdateRow[]> {
  const sides: Side[] = [];
  try {
    for (const engine of engines)
      try {
        sides.push(await start(engine, setting, options));
      } catch (error) {
        say(`${engine.name}: not here (${(error as Error).message.slice(0, 400)})`);
      }
    const { seeds, seconds } = options;
    const contestants = sides.map(({ contestant }) => contestant);
    const rates = await takeTurns(contestants, seconds);
    return sides.map(({ contestant, device }, i) => ({
      workload: setting.workload.name,
      engine: contestant.engine,
      threads: setting.threads,
      device,
      seeds,
      ...rates[i],
      perSecond: seeds * rates[i].perSecond,
      perCpuSecond: seeds * rates[i].perCpuSecond,
    }));
  } finally {
    for (const { contestant } of sides) await contestant.dispose();
  }
}

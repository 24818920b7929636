/** A task of this process seen by two cameras: what the arm knows of itself, and a picture in place of everything else. */

import type { EnvSpec, Physics, PhysicsTask } from '../environments/index.js';
import { type Camera, createRenderer, type SceneView } from '../pictures/index.js';
import type { PhysicsEntry } from './taskEntry.js';

/** Pixels along a side of the picture. */
const SIDE = 64;

/** What makes a task of numbers a task of pictures. */
export interface Seen extends Pick<PhysicsEntry, 'scales' | 'recipes'> {
  /** Name of the task that is seen. */
  readonly id: string;
  /** How many of the first entries of an observation are the arm's own: what remains a number. */
  readonly numbers: number;
  /** The cameras of a state, of the upper and of the lower half of the picture, from the raw observation with everything. */
  readonly cameras: (obs: Float32Array) => readonly [Camera, Camera];
  /** How it is drawn for people from the numbers that remain. */
  readonly parts: SceneView['parts'];
}

/** The first numbers of a task, and a picture; at the task's own scale there are only errors, which are for it to tell. */
function seenSpec(spec: EnvSpec, { id, numbers }: Seen): EnvSpec {
  return {
    ...spec,
    id,
    obsDim: numbers,
    obsNames: spec.obsNames.slice(0, numbers),
    shows: { rgb: { shape: [SIDE, SIDE, 3], dtype: 'uint8' } },
    stateFeatures: spec.stateFeatures.filter(({ index }) => index < numbers),
    taskFeatures: [],
  };
}

/** Red, green, blue of a state, [64 × 64 × 3]: one camera's view above the other's. */
function pictureOf({ ground, parts }: SceneView, obs: Float32Array, cameras: readonly Camera[]): Uint8Array {
  const scene = parts(obs);
  const picture = new Uint8Array(3 * SIDE * SIDE);
  for (const [half, camera] of cameras.entries()) {
    const render = createRenderer(ground, camera, { width: SIDE, height: SIDE / 2 });
    picture.set(render(scene).rgb, (half * picture.length) / 2);
  }
  return picture;
}

/**
 * A task with cameras: the same physics, demonstrated by the same expert. Its picture is drawn by the project's own
 * rasteriser: the same bytes everywhere.
 *
 * @param entry the task of numbers
 * @param seen name, cameras, how many numbers remain, presets and recipes
 * @returns the entry of the task of pictures
 */
export function seenEntry(entry: PhysicsEntry, seen: Seen): PhysicsEntry {
  const { spec: whole, view, expert } = entry;
  const { numbers, cameras, parts, scales, recipes } = seen;
  const spec = seenSpec(whole, seen);
  function task(physics: Physics): PhysicsTask {
    const inner = entry.task(physics);
    const obs = new Float32Array(whole.obsDim);
    return {
      ...inner,
      spec,
      observe(target) {
        inner.observe(obs);
        target.set(obs.subarray(0, numbers));
      },
      show() {
        inner.observe(obs);
        return { rgb: pictureOf(view, obs, cameras(obs)) };
      },
    };
  }
  return {
    spec,
    task,
    demonstrations: { task: whole.id, seen: 'here' },
    view: { ...view, parts },
    expert,
    scales,
    recipes,
  };
}

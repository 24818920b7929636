/**
 * Fetches the models of OGBench's cubes: the documents of the package's wheel become one each suite.
 *
 * @outsideNumerics the model is made once, when it is fetched
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWasm } from '../../environments/index.js';
import { writeFileAtomic } from '../../files/index.js';
import { type WheelSource, withWheel } from '../pinnedWheel.js';
import { CUBES, type CubeSuite, OGBENCH_LICENCE, OGBENCH_PACKAGE, ogbenchFolder } from './assetFolder.js';
import { composeModel } from './composeModel.js';
import { reduceModel } from './reduceModel.js';

const DESCRIPTIONS = 'ogbench/manipspace/descriptions';
const MESHES = ['base_mount', 'base', 'driver', 'coupler', 'follower', 'pad', 'silicone_pad', 'spring_link'];
/** The mass of these follows from their meshes. */
const WEIGHED = ['base_mount', 'right_silicone_pad', 'left_silicone_pad'].map((name) => `ur5e/robotiq/${name}`);
const LICENCES = [
  'ogbench-1.2.2.dist-info/LICENSE',
  `${DESCRIPTIONS}/universal_robots_ur5e/LICENSE`,
  `${DESCRIPTIONS}/robotiq_2f85/LICENSE`,
];

/**
 * Fetches the models into the cache; what is there is replaced.
 *
 * @param source an interpreter with pip, or a wheel that is here already
 * @returns the folder
 * @throws Error when Python, pip or the network is missing, or the wheel has another hash
 */
export function installCubes(source: WheelSource = {}): Promise<string> {
  return withWheel(OGBENCH_PACKAGE, source, async (unpacked) => {
    const read = (file: string): string => readFileSync(join(unpacked, file), 'utf8');
    const [arena, arm, gripper, outer, inner] = [
      'floor_wall.xml',
      'universal_robots_ur5e/ur5e.xml',
      'robotiq_2f85/2f85.xml',
      'cube_outer.xml',
      'cube_inner.xml',
    ].map((file) => read(`${DESCRIPTIONS}/${file}`));
    const files = Object.fromEntries(
      MESHES.map((name) => [
        `${name}.stl`,
        readFileSync(join(unpacked, DESCRIPTIONS, 'robotiq_2f85/assets', `${name}.stl`)),
      ]),
    );
    const [target, mujoco] = [ogbenchFolder(), await loadWasm()];
    for (const suite of Object.keys(CUBES) as CubeSuite[]) {
      const whole = composeModel({ arena, arm, gripper, outer, inner }, CUBES[suite]);
      writeFileAtomic(join(target, `${suite}.xml`), reduceModel(mujoco, whole, files, WEIGHED));
    }
    writeFileAtomic(join(target, OGBENCH_LICENCE), LICENCES.map(read).join('\n'));
    return target;
  });
}

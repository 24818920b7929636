/** Fetches Adroit's models: the MJCF of the package's wheel is unpacked and prepared. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWasm } from '../../environments/index.js';
import { writeFileAtomic } from '../../files/index.js';
import { type WheelSource, withWheel } from '../pinnedWheel.js';
import { ADROIT_NAMES, ADROIT_PACKAGE, adroitFolder } from './assetFolder.js';
import { pictureModel } from './pictureModel.js';
import { inlineIncludes, withoutPictures } from './trainingModel.js';

const ASSETS = 'gymnasium_robotics/envs/assets';

/**
 * Fetches the models into the cache; what is there is replaced.
 *
 * @param source an interpreter with pip, or a wheel that is here already
 * @returns the folder
 * @throws Error when Python, pip or the network is missing, or the wheel has another hash
 */
export function installAdroitAssets(source: WheelSource = {}): Promise<string> {
  return withWheel(ADROIT_PACKAGE, source, async (unpacked) => {
    const read = (file: string): string => readFileSync(join(unpacked, ASSETS, file), 'utf8');
    const target = adroitFolder();
    const mujoco = await loadWasm();
    for (const name of ADROIT_NAMES) {
      const xml = inlineIncludes(read(`adroit_hand/adroit_${name}.xml`), (file) => read(`adroit_hand/${file}`));
      const bare = withoutPictures(xml);
      writeFileAtomic(join(target, `${name}.xml`), bare);
      writeFileAtomic(join(target, `${name}.json`), JSON.stringify(pictureModel(mujoco, bare)));
    }
    writeFileAtomic(join(target, 'LICENSE.md'), read('LICENSE.md'));
    return target;
  });
}

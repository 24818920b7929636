/** The four Adroit tasks by the package's names. */

import type { AdroitTask } from './adroitTask.js';
import type { AdroitName } from './assetFolder.js';
import { door } from './door.js';
import { hammer } from './hammer.js';
import { pen } from './pen.js';
import { relocate } from './relocate.js';

/** Every task as Gymnasium-Robotics defines it; as environments their ids are `adroit-door` and so on. */
export const adroitTasks: Readonly<Record<AdroitName, AdroitTask>> = { door, hammer, pen, relocate };

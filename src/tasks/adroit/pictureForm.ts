/** The form of the file that a {@link PictureModel} is kept in. */

import { z } from 'zod';
import type { PictureModel } from './pictureModel.js';

const [text, number] = [z.string(), z.number()];
const vec3 = z.tuple([number, number, number]);
const pose = z.looseObject({ p: vec3, q: z.tuple([number, number, number, number]) });
const joint = z.looseObject({ name: text, slides: z.boolean(), axis: vec3, anchor: vec3 });
const kind = z.enum(['sphere', 'capsule', 'cylinder', 'box']);

/** What pictures need of a model. */
export const pictureForm: z.ZodType<PictureModel> = z.looseObject({
  bodies: z.array(z.looseObject({ name: text, parent: z.int(), pose, joints: z.array(joint) })),
  shapes: z.array(z.looseObject({ body: z.int(), kind, size: vec3, pose })),
  sites: z.array(z.looseObject({ body: z.int(), name: text, position: vec3 })),
});

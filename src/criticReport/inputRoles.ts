/** What a model's inputs are fed with. */

import type { LookedChunk } from '../training/index.js';
import type { ModelInput } from './onnxModel.js';

/** What an input may be: the observation, a_base, u, a_base + λ·u, or observation and action side by side. */
export const FEED_ROLES = ['obs', 'base_action', 'residual', 'action', 'obs_action'] as const;
/** One of {@link FEED_ROLES}. */
export type FeedRole = (typeof FEED_ROLES)[number];

/** Names that say what an input is. */
const SYNONYMS: Readonly<Record<string, FeedRole>> = {
  observation: 'obs',
  observations: 'obs',
  state: 'obs',
  states: 'obs',
  actions: 'action',
  act: 'action',
  base: 'base_action',
  base_actions: 'base_action',
};

const described = ({ name, width }: ModelInput) => `'${name}' [rows, ${width ?? '?'}]`;

function roleOf({ name }: ModelInput, asked: Readonly<Record<string, string>>, isAlone: boolean): FeedRole | undefined {
  const said = asked[name] ?? SYNONYMS[name.toLowerCase()] ?? name;
  return FEED_ROLES.find((role) => role === said) ?? (isAlone ? 'obs_action' : undefined);
}

/**
 * What each input of a model is, by what was asked for, by its name, or, of a model with one input, observation and action
 * side by side.
 *
 * @param inputs the model's
 * @param sample a transition, for widths
 * @param asked roles by name of the input
 * @returns roles by name of the input
 * @throws Error that names the model's inputs, where it is not clear what one is or a width does not fit
 */
export function inputRoles(
  inputs: readonly ModelInput[],
  sample: LookedChunk,
  asked: Readonly<Record<string, string>> = {},
): Readonly<Record<string, FeedRole>> {
  const all = inputs.map(described).join(' and ');
  const unknown = Object.keys(asked).find((name) => !inputs.some((input) => input.name === name));
  if (unknown !== undefined) throw new Error(`The model has no input '${unknown}'; it takes ${all}.`);
  const [obs, action] = [sample.features.length, sample.base.length];
  const widths: Readonly<Record<FeedRole, number>> = {
    obs,
    base_action: action,
    residual: action,
    action,
    obs_action: obs + action,
  };
  return Object.fromEntries(
    inputs.map((input) => {
      const role = roleOf(input, asked, inputs.length === 1);
      if (!role)
        throw new Error(
          `The model takes ${all}. Say what '${input.name}' is: --input ${input.name}=ROLE, a role is ${FEED_ROLES.join(', ')}.`,
        );
      if (input.width !== undefined && input.width !== widths[role])
        throw new Error(
          `The model takes ${all}; as ${role} '${input.name}' would have ${widths[role]} entries: the transitions have ` +
            `${obs} of obs and ${action} of base_action. Is it the critic of this task, and are its inputs named rightly (--input)?`,
        );
      return [input.name, role];
    }),
  );
}

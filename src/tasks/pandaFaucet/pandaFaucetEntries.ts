/** The Panda faucets, both halves of the family. */

import type { EnvSpec } from '../../environments/index.js';
import type { PhysicsEntry } from '../taskEntry.js';
import { type Faucet, HELD_OUT_FAUCETS, SHOWN_FAUCETS } from './faucets.js';
import { pandaFaucet } from './pandaFaucet.js';
import { pandaFaucetExpert } from './pandaFaucetExpert.js';
import { pandaFaucetRecipes } from './pandaFaucetRecipes.js';
import { pandaFaucetScales } from './pandaFaucetScales.js';
import { pandaFaucetView } from './pandaFaucetScene.js';
import { pandaFaucetShownSpec, pandaFaucetSpec } from './pandaFaucetSpec.js';

/** A half of the family, without base policies. */
const halfOf = (spec: EnvSpec, faucets: readonly Faucet[]): PhysicsEntry => ({
  spec,
  task: pandaFaucet(spec, faucets),
  view: pandaFaucetView(faucets),
  expert: pandaFaucetExpert(spec.id),
  scales: pandaFaucetScales,
  recipes: {},
});

/** The faucets of the demonstrations. */
export const pandaFaucetShownEntry: PhysicsEntry = halfOf(pandaFaucetShownSpec, SHOWN_FAUCETS);

/** The faucets that agents meet, which its base policies were never shown. */
export const pandaFaucetEntry: PhysicsEntry = {
  ...halfOf(pandaFaucetSpec, HELD_OUT_FAUCETS),
  demonstrations: { task: pandaFaucetShownSpec.id, seen: 'there' },
  recipes: pandaFaucetRecipes,
};

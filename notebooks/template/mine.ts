// What the hypothesis changes: an agent of one's own. Its code is part of what a run is, so that another version is another run.
import { type AgentKnobs, createAgent } from 'dawnlab';

/** DAWN with another normalizer in its critic, made of whatever knobs it is given. */
export const agent = (knobs: AgentKnobs) => ({ ...createAgent('dawn', { ...knobs, normalizer: 'rmsNorm' }), name: 'mine' });

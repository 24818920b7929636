"""ManiSkill's own motion planner as demonstrations: actions of a control mode, from the state of a seed.

usage: maniskill_plan.py TASK SOLUTION CONTROL_MODE HORIZON SEEDS_JSON

The planner moves joints; its motion is followed in the control mode, in an environment that was reset with the same seed. For
each seed one line of JSON: `{"seed": 3, "actions": [[...], ...]}`, empty where no plan was found.
"""

import contextlib
import importlib
import json
import os
import sys

OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import maniskill_env  # noqa: E402  it loads ManiSkill without a renderer
import gymnasium  # noqa: E402
import numpy as np  # noqa: E402
from mani_skill.trajectory.utils.actions.conversion import from_pd_joint_pos  # noqa: E402

SOLUTIONS = "mani_skill.examples.motionplanning.panda.solutions."


class Recorded(gymnasium.Wrapper):
    """Keeps the actions of an episode."""

    def reset(self, **options):
        self.actions = []
        return self.env.reset(**options)

    def step(self, action):
        self.actions.append(np.asarray(action, np.float32).reshape(-1))
        result = self.env.step(action)
        self.is_over = bool(result[4]["success"]) or bool(result[3])
        if self.is_over and self.stops:
            raise StopIteration
        return result


def recorded(id, mode, horizon, stops):
    options = {**maniskill_env.DEFAULTS, "obs_mode": "none", "control_mode": mode}
    env = Recorded(gymnasium.make(id, **options, max_episode_steps=horizon))
    env.stops = stops
    return env


def plan(solve, source, target, seed, mode):
    try:
        if solve(source, seed=seed, debug=False, vis=False) == -1:
            return []
        joints = source.actions
        source.reset(seed=seed)
        target.reset(seed=seed)
        with contextlib.suppress(StopIteration):
            from_pd_joint_pos(mode, joints, source.env, target)
        return [np.clip(action, -1, 1).tolist() for action in target.actions]
    except Exception as error:
        print(f"seed {seed}: {type(error).__name__}: {error}", file=sys.stderr)
        return []


def main(id, solution, mode, horizon, seeds):
    solve = importlib.import_module(SOLUTIONS + solution).solve
    source, target = recorded(id, "pd_joint_pos", 1_000, False), recorded(id, mode, int(horizon), True)
    for seed in json.loads(seeds):
        print(json.dumps({"seed": seed, "actions": plan(solve, source, target, seed, mode)}), file=OUT, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

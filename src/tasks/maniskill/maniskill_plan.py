"""ManiSkill's own motion planner as demonstrations: actions of a control mode, from the state of a seed.

usage: maniskill_plan.py TASK SOLUTION CONTROL_MODE HORIZON SEEDS_JSON

The planner moves joints; where it sends the hand is followed in the control mode, in an environment that was reset with the same
seed. For each seed one line of JSON: `{"seed": 3, "actions": [[...], ...]}`, empty where no plan was found.
"""

import importlib
import json
import os
import sys

OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import maniskill_env  # noqa: E402  it loads ManiSkill without a renderer
import gymnasium  # noqa: E402
import numpy as np  # noqa: E402
from light_step import Servo  # noqa: E402
from mani_skill.trajectory.utils.actions.conversion import compact_axis_angle_from_quaternion  # noqa: E402

SOLUTIONS = "mani_skill.examples.motionplanning.panda.solutions."
# Metres and radians of a unit of action; radians count the other way round.
METRES, RADIANS = 0.1, -0.1
# Steps in which the hand may come to where the planner's is after one.
PATIENCE = 4


class Planned(gymnasium.Wrapper):
    """The environment that the planner moves joints in. It keeps them; what a step gives the planner does not read."""

    def reset(self, **options):
        self.joints = []
        first = self.env.reset(**options)
        self.servo = Servo(self.env.unwrapped)
        return first

    def step(self, action):
        joints = np.asarray(action, np.float32).reshape(-1)
        self.joints.append(joints)
        self.servo(joints[:7], joints[7:])
        return None, 0.0, False, False, {}


def action_towards(hand, target):
    """The action, before it is bounded, that takes the hand to a pose."""
    turn = compact_axis_angle_from_quaternion((target * hand.inv()).q)
    return np.concatenate([(target.p - hand.p) / METRES, turn / RADIANS])


def bounded(action):
    move, turn = action[:3], action[3:]
    return np.concatenate([np.clip(move, -1, 1), turn / max(1, np.linalg.norm(turn))])


def follow(env, joints):
    """Sends the hand where the planner's joints would have it, until success or the end of the episode."""
    robot, hand = env.inner.agent.robot, env.light.hand
    model, index = robot.create_pinocchio_model(), env.inner.agent.tcp.index
    actions = []
    for planned in joints:
        model.compute_forward_kinematics(np.append(planned[:7], [0.0, 0.0]))
        target = robot._objs[0].pose * model.get_link_pose(index)
        for _ in range(PATIENCE):
            wanted = action_towards(hand.entity_pose, target)
            action = bounded(wanted)
            actions.append(np.append(action, planned[7:]).clip(-1, 1).astype(np.float32))
            _, _, terminated, truncated, _ = env.step(actions[-1])
            if terminated or truncated:
                return actions
            if np.array_equal(action, wanted):
                break
    return actions


def plan(solve, source, target, seed):
    try:
        if solve(source, seed=seed, debug=False, vis=False) == -1:
            return []
        target.reset(seed)
        return [action.tolist() for action in follow(target, source.joints)]
    except Exception as error:
        print(f"seed {seed}: {type(error).__name__}: {error}", file=sys.stderr)
        return []


def main(id, solution, mode, horizon, seeds):
    solve = importlib.import_module(SOLUTIONS + solution).solve
    options = {**maniskill_env.DEFAULTS, "obs_mode": "none", "control_mode": "pd_joint_pos"}
    source = Planned(gymnasium.make(id, **options, max_episode_steps=1_000))
    target = maniskill_env.make(id, int(horizon), control_mode=mode)
    for seed in json.loads(seeds):
        print(json.dumps({"seed": seed, "actions": plan(solve, source, target, seed)}), file=OUT, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""ManiSkill's own motion planner as demonstrations: actions of a control mode, from the state of a seed.

usage: maniskill_plan.py TASK SOLUTION CONTROL_MODE HORIZON SEEDS_JSON

The planner moves joints. Its path is followed in the control mode, in an environment that was reset with the same seed: by the
hand while the gripper is open, by what is held while it is closed. It is followed in space, not in time: where the planner
waits or starts slowly the follower does not, so that what is done depends on what is seen, as cloning needs it. For each seed
one line of JSON: `{"seed": 3, "actions": [[...], ...]}`, empty where no plan was found.
"""

import importlib
import json
import os
import sys
from collections import namedtuple

OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import maniskill_env  # noqa: E402  it loads ManiSkill without a renderer
import gymnasium  # noqa: E402
import numpy as np  # noqa: E402
import sapien  # noqa: E402
from light_step import Servo  # noqa: E402
from mani_skill.trajectory.utils.actions.conversion import compact_axis_angle_from_quaternion  # noqa: E402

SOLUTIONS = "mani_skill.examples.motionplanning.panda.solutions."
# Metres and radians of a unit of action; radians count the other way round.
METRES, RADIANS = 0.1, -0.1
# Metres and radians: how far ahead on the path the follower looks, before the planner's last rest and after it, where
# things are inserted; and how near it must come to a rest.
AHEAD, SLOWLY, NEAR = (0.02, 0.1), (0.006, 0.03), (0.001, 0.007)
# Two steps at rest; and two rests of which the first is a correction of the planner's: the follower makes its own.
STILL, APART = (5e-4, 3e-3), (0.02, 0.1)
# Steps that are spent on a waypoint at most.
PATIENCE = 15
# Actions are that many times the way that is left: the controller goes a part of it in a step, and sags under its load.
GAIN = 2.5

# Where the planner would have the hand, where what it handles was, and the gripper's action.
Waypoint = namedtuple("Waypoint", "hand held grip")


class Planned(gymnasium.Wrapper):
    """The environment that the planner moves joints in. It keeps its path; what a step gives the planner does not read."""

    def reset(self, **options):
        first = self.env.reset(**options)
        inner = self.env.unwrapped
        self.path, self.servo, self.robot = [], Servo(inner), inner.agent.robot
        self.model, self.index = self.robot.create_pinocchio_model(), inner.agent.tcp.index
        self.held = getattr(inner, maniskill_env.MOVING[inner.spec.id][0])._objs[0]
        return first

    def step(self, action):
        joints = np.asarray(action, np.float32).reshape(-1)
        self.servo(joints[:7], joints[7:])
        self.model.compute_forward_kinematics(np.append(joints[:7], [0.0, 0.0]))
        hand = self.robot._objs[0].pose * self.model.get_link_pose(self.index)
        self.path.append(Waypoint(hand, self.held.pose, float(joints[7])))
        return None, 0.0, False, False, {}


def within(pose, other, bounds):
    """Whether two poses are as near as that: metres, radians."""
    turn = (other * pose.inv()).q
    angle = 2 * np.arctan2(np.linalg.norm(turn[1:]), abs(turn[0]))
    return np.linalg.norm(other.p - pose.p) < bounds[0] and angle < bounds[1]


def stops(path):
    """Indices where the planner rests before it goes elsewhere or moves the gripper, and those in which the gripper moves."""
    still = {i for i in range(1, len(path)) if within(path[i - 1].hand, path[i].hand, STILL)}
    moves, rests = set(), set()
    for i in range(1, len(path)):
        if path[i].grip != path[i - 1].grip:
            rests.add(i - 1)
            moves.add(i)
        elif i - 1 in moves and i in still:
            moves.add(i)
    ends = [i for i in sorted(still - moves) if i + 1 not in still]
    after = dict(zip(ends, [*ends[1:], len(path) - 1]))
    rests.update(i for i in ends if not within(path[i].hand, path[after[i]].hand, APART))
    return rests, moves


def action_towards(hand, target):
    """The action that takes the hand to a pose, or as far as it can."""
    move = GAIN * ((target.p - hand.p) / METRES)
    turn = GAIN * (compact_axis_angle_from_quaternion((target * hand.inv()).q) / RADIANS)
    return np.concatenate([np.clip(move, -1, 1), turn / max(1, np.linalg.norm(turn))])


def straightened(path, start, goal):
    """From a waypoint on, what is held goes along the axis of where it is inserted: the planner's sags, and may get stuck."""
    along = [(goal.inv() * waypoint.held).p[0] for waypoint in path[start:]]
    along += [*np.arange(along[-1], 0, SLOWLY[0])[1:]]
    waypoints = [*path[start:], *[path[-1]] * len(along)]
    return path[:start] + [w._replace(held=goal * sapien.Pose([x, 0, 0])) for w, x in zip(waypoints, along)]


def follow(env, path):
    """Goes along a path until success or the end of the episode: with the hand, or with what a closed gripper holds."""
    hand, held = env.light.hand, env.actors[maniskill_env.MOVING[env.id][0]]
    rests, moves = stops(path)
    if hasattr(env.inner, "goal_pose"):
        path = straightened(path, max(rests), env.inner.goal_pose.sp)
    actions, at, spent, done = [], 0, 0, False

    def passed(waypoint, i):
        if i in moves or spent >= PATIENCE:
            return spent > 0
        bounds = NEAR if i in rests else AHEAD if i < max(rests) else SLOWLY
        if waypoint.grip < 0:
            return within(held.pose, waypoint.held, bounds)
        return within(hand.entity_pose, waypoint.hand, bounds)

    while not done and spent < 2 * PATIENCE:
        while at + 1 < len(path) and passed(path[at], at):
            at, spent = at + 1, 0
        waypoint, pose = path[at], hand.entity_pose
        target = waypoint.held * held.pose.inv() * pose if waypoint.grip < 0 else waypoint.hand
        actions.append(np.append(action_towards(pose, target), waypoint.grip).clip(-1, 1).astype(np.float32))
        _, _, terminated, truncated, _ = env.step(actions[-1])
        spent, done = spent + 1, terminated or truncated
    return actions


def plan(solve, source, target, seed):
    try:
        if solve(source, seed=seed, debug=False, vis=False) == -1:
            return []
        target.reset(seed)
        return [action.tolist() for action in follow(target, source.path)]
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

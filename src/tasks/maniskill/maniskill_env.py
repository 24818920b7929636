"""A ManiSkill3 task on the processor, in state mode, as environments/process/server.py wants one.

To ManiSkill's own state are added, where a task inserts one thing into another, the pose of the one in the frame of the
other, and of what is held in the gripper's frame, turned so that it looks up: positions in metres, rotation vectors in
radians.
"""

import contextlib
import hashlib
import io
import os

with contextlib.redirect_stderr(io.StringIO()):
    import no_render
    import gymnasium
    import mani_skill.envs  # noqa: F401
    import numpy as np
    import torch

torch.set_num_threads(1)
DEFAULTS = dict(obs_mode="state_dict", sim_backend="physx_cpu", render_backend="none", reward_mode="sparse")


def flat(tree, name=""):
    """Names and numbers of a tree of tensors with one row."""
    if isinstance(tree, dict):
        return [pair for key, value in tree.items() for pair in flat(value, f"{name}_{key}" if name else key)]
    numbers = tree.numpy().reshape(-1)
    plain = name.replace("agent_", "").replace("extra_", "")
    return [(f"{plain}{i}" if len(numbers) > 1 else plain, float(number)) for i, number in enumerate(numbers)]


def rotate(q, v):
    """The vector v turned by the quaternion q, w first."""
    t = 2 * np.cross(q[1:], v)
    return v + q[0] * t + np.cross(q[1:], t)


def product(a, b):
    vector = a[0] * b[1:] + b[0] * a[1:] + np.cross(a[1:], b[1:])
    return np.array([a[0] * b[0] - a[1:] @ b[1:], *vector])


def in_frame(frame, pose):
    """A pose (position, quaternion) in the frame of another: position, rotation vector."""
    inverse = frame[3:] * [1, -1, -1, -1]
    position = rotate(inverse, pose[:3] - frame[:3])
    q = product(inverse, pose[3:])
    q = -q if q[0] < 0 else q
    sine = np.linalg.norm(q[1:])
    return np.concatenate([position, q[1:] * (2 * np.arctan2(sine, q[0]) / sine if sine > 1e-9 else 2)])


def head_of_peg(extra):
    peg, length = extra["peg_pose"], extra["peg_half_size"][0]
    return np.concatenate([peg[:3] + rotate(peg[3:], np.array([length, 0, 0])), peg[3:]])


def upward(tcp):
    """The gripper's frame, half a turn about its x axis: rotation vectors then stay far from where they jump."""
    return np.concatenate([tcp[:3], product(tcp[3:], np.array([0.0, 1, 0, 0]))])


# What is added, by task: name, frame, pose.
RELATIVE = {
    "PegInsertionSide-v1": (
        ("head_in_hole", lambda e: e["box_hole_pose"], head_of_peg),
        ("peg_in_tcp", lambda e: upward(e["tcp_pose"]), lambda e: e["peg_pose"]),
    ),
    "PlugCharger-v1": (
        ("charger_in_goal", lambda e: e["goal_pose"], lambda e: e["charger_pose"]),
        ("charger_in_tcp", lambda e: upward(e["tcp_pose"]), lambda e: e["charger_pose"]),
    ),
    "StackCube-v1": (("cube_in_tcp", lambda e: upward(e["tcp_pose"]), lambda e: e["cubeA_pose"]),),
}
AXES = ("x", "y", "z", "tilt_x", "tilt_y", "tilt_z")


class Bridged:
    packages = ("mani_skill", "sapien", "torch", "gymnasium")

    def __init__(self, id, horizon, options):
        self.env = gymnasium.make(id, **{**DEFAULTS, **options}, max_episode_steps=horizon)
        self.relative = RELATIVE.get(id, ())
        self.horizon, self.control_hz = horizon, self.env.unwrapped.control_freq
        self.action_dim = self.env.action_space.shape[-1]
        obs, _ = self.env.reset(seed=0)
        self.obs_names = [name for name, _ in flat(obs)] + [f"{name}_{axis}" for name, *_ in self.relative for axis in AXES]
        folder = os.path.dirname(os.path.abspath(__file__))
        self.sources = [hashlib.sha256(open(os.path.join(folder, "no_render.py"), "rb").read()).hexdigest()[:16]]

    def seen(self, obs):
        extra = {key: value.numpy().reshape(-1).astype(np.float64) for key, value in obs["extra"].items()}
        added = [in_frame(frame(extra), pose(extra)) for _, frame, pose in self.relative]
        return np.concatenate([[number for _, number in flat(obs)], *added])

    def reset(self, seed):
        # Built anew: what the simulator remembers of contacts would otherwise reach into the next episode.
        return self.seen(self.env.reset(seed=int(seed), options=dict(reconfigure=True))[0])

    def step(self, action):
        obs, reward, terminated, truncated, info = self.env.step(action)
        return self.seen(obs), float(reward), bool(terminated), bool(truncated), bool(info["success"])


def make(id, horizon, **options):
    return Bridged(id, horizon, options)

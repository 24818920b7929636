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
    from light_step import LightStep

torch.set_num_threads(1)
DEFAULTS = dict(obs_mode="state_dict", sim_backend="physx_cpu", render_backend="none", reward_mode="sparse")


def flat(tree, name=""):
    """Names and numbers of a tree of tensors with one row."""
    if isinstance(tree, dict):
        return [pair for key, value in tree.items() for pair in flat(value, f"{name}_{key}" if name else key)]
    numbers = tree.numpy().reshape(-1)
    plain = name.replace("agent_", "").replace("extra_", "")
    return [(f"{plain}{i}" if len(numbers) > 1 else plain, float(number)) for i, number in enumerate(numbers)]


def cross(a, b):
    """Six times as fast as NumPy's, which is made for many."""
    return np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


def rotate(q, v):
    """The vector v turned by the quaternion q, w first."""
    t = 2 * cross(q[1:], v)
    return v + q[0] * t + cross(q[1:], t)


def product(a, b):
    vector = a[0] * b[1:] + b[0] * a[1:] + cross(a[1:], b[1:])
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

# What moves, by task: an actor whose pose is seen, and which entries are differences of positions.
MOVING = {
    "PegInsertionSide-v1": ("peg",),
    "PlugCharger-v1": ("charger",),
    "StackCube-v1": ("cubeA", "cubeB"),
}
DIFFERENCES = {"StackCube-v1": (("tcp", "cubeA"), ("tcp", "cubeB"), ("cubeA", "cubeB"))}

# Where ManiSkill's own rule of success is worth asking, a millimetre wider than it is.
NEAR = {
    "PegInsertionSide-v1": lambda extra, head: head[0] > -0.016
    and np.abs(head[1:3]).max() < extra["box_hole_radius"][0] + 1e-3,
    "PlugCharger-v1": lambda extra, charger: np.linalg.norm(charger[:3]) < 6e-3,
    "StackCube-v1": lambda extra, _: abs(extra["cubeA_to_cubeB_pos"][2] + 0.04) < 6e-3,
}


def pose_of(thing):
    return np.concatenate([thing.p, thing.q])


class Bridged:
    """One environment. `plain` steps it by ManiSkill's own code, to compare with."""

    packages = ("mani_skill", "sapien", "torch", "gymnasium")

    def __init__(self, id, horizon, plain, options):
        self.env = gymnasium.make(id, **{**DEFAULTS, **options}, max_episode_steps=horizon)
        self.inner, self.id, self.plain, self.relative = self.env.unwrapped, id, plain, RELATIVE[id]
        self.horizon, self.control_hz = horizon, self.inner.control_freq
        self.action_dim = self.env.action_space.shape[-1]
        obs, _ = self.env.reset(seed=0)
        self.obs_names = [name for name, _ in flat(obs)] + [f"{name}_{axis}" for name, *_ in self.relative for axis in AXES]
        folder = os.path.dirname(os.path.abspath(__file__))
        files = [os.path.join(folder, name) for name in ("no_render.py", "light_step.py")]
        self.sources = [hashlib.sha256(open(file, "rb").read()).hexdigest()[:16] for file in files]

    def seen(self, joints):
        extra = {key: value.astype(np.float64) for key, value in self.extra.items()}
        self.added = [in_frame(frame(extra), pose(extra)) for _, frame, pose in self.relative]
        return np.concatenate([*joints, *self.extra.values(), *self.added])

    def reset(self, seed):
        # Built anew: what the simulator remembers of contacts would otherwise reach into the next episode.
        obs, _ = self.env.reset(seed=int(seed), options=dict(reconfigure=True))
        self.light, self.elapsed = LightStep(self.inner), 0
        self.actors = {name: getattr(self.inner, name)._objs[0] for name in MOVING[self.id]}
        return self.whole(obs)

    def whole(self, obs):
        self.extra = {key: value.numpy().reshape(-1) for key, value in obs["extra"].items()}
        return self.seen(value.numpy().reshape(-1) for value in obs["agent"].values())

    def step(self, action):
        if self.plain:
            obs, reward, terminated, truncated, info = self.env.step(action)
            return self.whole(obs), float(reward), bool(terminated), bool(truncated), bool(info["success"])
        self.light(action)
        self.elapsed += 1
        if self.elapsed == 1:
            # The first step of physics rounds the poses of what stands still.
            self.whole(self.inner.get_obs(self.inner.get_info(), unflattened=True))
        self.extra["tcp_pose"] = pose_of(self.light.hand.entity_pose)
        for name, actor in self.actors.items():
            self.extra[f"{name}_pose"] = pose_of(actor.pose)
        for a, b in DIFFERENCES.get(self.id, ()):
            self.extra[f"{a}_to_{b}_pos"] = self.extra[f"{b}_pose"][:3] - self.extra[f"{a}_pose"][:3]
        obs = self.seen((self.light.robot.qpos, self.light.robot.qvel))
        success = bool(NEAR[self.id](self.extra, self.added[0]) and self.inner.evaluate()["success"])
        return obs, float(success), success, self.elapsed >= self.horizon, success


def make(id, horizon, plain=False, **options):
    return Bridged(id, horizon, plain, options)

"""Any Gymnasium environment of continuous actions as environments/process/server.py wants one."""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import inspect
import os
import re
import sys

import gymnasium
import numpy as np

# Packages that register environments when they are imported, in the order in which they are tried.
REGISTRARS = ("gymnasium_robotics", "metaworld", "ogbench")


def from_file(place, options):
    """An environment that a function of a file makes."""
    path, name = place.rsplit(":", 1)
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    steps = options.pop("max_episode_steps", None)
    env = getattr(module, name)(**options)
    return gymnasium.wrappers.TimeLimit(env, steps) if steps else env


def from_registry(id, options):
    """An environment by id, `module:id` for one whose module must be imported first."""
    try:
        return gymnasium.make(id, **options)
    except (gymnasium.error.NameNotFound, gymnasium.error.NamespaceNotFound):
        tried = [name for name in REGISTRARS if importlib.util.find_spec(name)]
        for name in tried:
            gymnasium.register_envs(importlib.import_module(name))
            if id in gymnasium.registry:
                return gymnasium.make(id, **options)
        raise LookupError(
            f"Gymnasium has no environment {id!r}, also after importing {', '.join(tried) or 'nothing more'}."
            f" Name the module that registers it: gymnasium:the_module:{id}"
        ) from None


def flat_names(space, name=""):
    if isinstance(space, gymnasium.spaces.Dict):
        return [entry for key in sorted(space.spaces) for entry in flat_names(space[key], f"{name}{key}.")]
    if not isinstance(space, gymnasium.spaces.Box):
        raise TypeError(f"the observation {name or 'itself'} is a {type(space).__name__}; it must be a Box, or a Dict of them")
    count = int(np.prod(space.shape))
    return [f"{name or 'obs.'}{i}" for i in range(count)]


def flat(space, obs):
    if isinstance(space, gymnasium.spaces.Dict):
        return np.concatenate([flat(space[key], obs[key]) for key in sorted(space.spaces)])
    return np.ravel(obs)


def success_rule(rule):
    """Success of (reward, terminated, info): a key of info, `terminated`, or `reward>=NUMBER`."""
    if rule is None:
        return by_info
    if rule == "terminated":
        return lambda reward, terminated, info: bool(terminated)
    least = re.fullmatch(r"reward>=(-?[\d.]+)", rule)
    if least:
        return lambda reward, terminated, info: float(reward) >= float(least[1])
    return lambda reward, terminated, info: bool(info[rule])


def by_info(reward, terminated, info):
    for key in ("success", "is_success"):
        if key in info:
            return bool(info[key])
    raise KeyError(
        f"info says neither success nor is_success, but {', '.join(info) or 'nothing'}. Say what success is:"
        " success=terminated, success=reward>=1, or the name of an entry of info"
    )


def distributions(module):
    """The distribution that a module belongs to, and those that it needs and has loaded."""
    by_module = importlib.metadata.packages_distributions()
    loaded = {name for module in by_module if module in sys.modules for name in by_module[module]}
    names = by_module.get(module.split(".")[0], [])
    needed = {re.split(r"[ ;<>=!\[(~]", need)[0].lower() for name in names for need in importlib.metadata.requires(name) or []}
    return {"gymnasium", *names, *(name for name in loaded if name.lower() in needed)}


class Bridged:
    def __init__(self, env, success):
        self.env, self.succeeded = env, success_rule(success)
        inner = env.unwrapped
        self.obs_names = flat_names(env.observation_space)
        space = env.action_space
        if not isinstance(space, gymnasium.spaces.Box) or not space.is_bounded():
            raise TypeError(f"actions are {space}; they must be a Box with bounds")
        self.shape, self.low, self.high = space.shape, np.ravel(space.low), np.ravel(space.high)
        self.is_plain = bool(np.all(self.low == -1) and np.all(self.high == 1))
        self.action_dim = self.low.size
        self.horizon = env.spec.max_episode_steps if env.spec else getattr(env, "_max_episode_steps", None)
        if not self.horizon:
            raise ValueError("its episodes have no end: say max_episode_steps=200, or another number")
        dt = getattr(inner, "dt", None)
        self.control_hz = 1 / dt if dt else inner.metadata.get("render_fps", 1)
        module = type(inner).__module__
        self.packages = distributions(module)
        if not importlib.metadata.packages_distributions().get(module.split(".")[0]):
            with open(inspect.getfile(type(inner)), "rb") as file:
                self.sources = [hashlib.sha256(file.read()).hexdigest()[:16]]

    def reset(self, seed):
        obs, _ = self.env.reset(seed=int(seed))
        return flat(self.env.observation_space, obs)

    def step(self, action):
        if not self.is_plain:
            action = self.low + (action + 1) / 2 * (self.high - self.low)
        action = action.reshape(self.shape).astype(self.env.action_space.dtype)
        obs, reward, terminated, truncated, info = self.env.step(action)
        seen = flat(self.env.observation_space, obs)
        return seen, reward, terminated, truncated, self.succeeded(reward, terminated, info)


def make(id, success=None, **options):
    is_file = re.search(r"\.py:\w+$", id)
    return Bridged(from_file(id, options) if is_file else from_registry(id, options), success)

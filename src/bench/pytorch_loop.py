"""The training loop of `dawnlab bench loop` in Python: Gymnasium-Robotics, PyTorch, NumPy, as such loops are usually written.

The base policy is dawnlab's own, read from its weights; features, sizes, batch and updates per chunk are those of the
object that it is given; the update is pytorch.py's. Where the object says so, base policy, actor and update go through
torch.compile.

As a program: reads one JSON object from the first line of its input, then, for each further line holding a number n, runs
n rounds (a chunk in every environment, then the updates that are due) and prints the seconds that they took, of
wall-clock time and of processor time.
"""

import contextlib
import io
import json
import math
import struct
import sys
import time

import gymnasium
import numpy as np
import torch
from torch.nn import functional as F

from pytorch import Agent

# Every import says that the dense rewards changed in release 1.2.1; nothing here uses them.
with contextlib.redirect_stderr(io.StringIO()):
    import gymnasium_robotics


class Features:
    """clip((obs[index] − offset) / scale, ±clip)."""

    def __init__(self, rows):
        self.index = np.array([row["index"] for row in rows])
        self.offset, self.scale, self.clip = (
            np.array([float(row[name]) for row in rows], np.float32) for name in ("offset", "scale", "clip")
        )

    def __call__(self, obs):
        return np.clip((obs[..., self.index] - self.offset) / self.scale, -self.clip, self.clip)


def read_safetensors(path):
    """Metadata and tensors of a file."""
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    body = memoryview(data)[8 + length :]
    arrays = {
        name: np.frombuffer(body[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"]).copy()
        for name, entry in header.items()
    }
    return metadata, {name: torch.from_numpy(array) for name, array in arrays.items()}


class CloningPolicy:
    def __init__(self, weights, model, chunk_dim):
        self.weights, self.layers, self.chunk_dim = weights, model["layers"] + 1, chunk_dim

    def __call__(self, condition, _noise):
        h = condition
        for i in range(self.layers):
            h = F.relu(h) if i else h
            h = h @ self.weights[f"layer{i}.w"] + self.weights[f"layer{i}.b"]
        return h.clamp(-1, 1)


class DiffusionPolicy:
    """DDIM with few steps over a residual MLP."""

    def __init__(self, weights, model, chunk_dim):
        self.weights, self.model, self.chunk_dim = weights, model, chunk_dim
        steps = model["diffusionSteps"]
        signal = lambda u: math.cos((u + 0.008) / 1.008 * math.pi / 2) ** 2
        betas = [min(1 - signal((t + 1) / steps) / signal(t / steps), 0.999) for t in range(steps)]
        self.alpha_bars = np.cumprod(1 - np.array(betas))
        stride = steps // model["samplingSteps"]
        self.visited = [i * stride for i in reversed(range(model["samplingSteps"]))]
        half = model["stepWidth"] // 2
        angles = np.outer(np.arange(steps), 10000 ** (-np.arange(half) / (half - 1)))
        self.embeddings = torch.tensor(np.concatenate([np.sin(angles), np.cos(angles)], 1), dtype=torch.float32)

    def dense(self, name, x):
        return x @ self.weights[f"{name}.w"] + self.weights[f"{name}.b"]

    def denoise(self, x, condition, step):
        e = F.relu(self.dense("step", self.embeddings[step : step + 1]))
        h = self.dense("chunk", x) + condition
        for i in range(self.model["blocks"]):
            inner = self.dense(f"block{i}.inner", F.relu(h)) + self.dense(f"block{i}.step", e)
            h = h + self.dense(f"block{i}.outer", F.relu(inner))
        return self.dense("epsilon", F.relu(h))

    def __call__(self, condition, noise):
        condition = self.dense("condition", condition)
        x = noise
        for i, step in enumerate(self.visited):
            alpha = self.alpha_bars[step]
            after = self.alpha_bars[self.visited[i + 1]] if i + 1 < len(self.visited) else 1
            y = self.denoise(x, condition, step)
            eps = y if self.model.get("prediction", "noise") == "noise" else (x - math.sqrt(alpha) * y) / math.sqrt(1 - alpha)
            x0 = ((x - math.sqrt(1 - alpha) * eps) / math.sqrt(alpha)).clamp(-1, 1)
            x = math.sqrt(after) * x0 + math.sqrt(1 - after) * eps
        return x


POLICIES = {"cloning": CloningPolicy, "diffusion": DiffusionPolicy}


class Base:
    """The frozen base policy over stacks of raw observations."""

    def __init__(self, path, action_dim, compiled):
        metadata, weights = read_safetensors(path)
        config = json.loads(metadata["config"])
        shape = config["shape"]
        self.horizon, self.features = shape["obsHorizon"], Features(config["features"])
        self.chunk_dim, self.skipped = shape["predictSteps"] * action_dim, -shape["firstStep"] * action_dim
        self.executed = config["executeSteps"] * action_dim
        policy = POLICIES[config["kind"]](weights, config["model"], self.chunk_dim)
        self.policy = torch.compile(policy.__call__) if compiled else policy

    @torch.no_grad()
    def __call__(self, stacks):
        condition = torch.from_numpy(self.features(stacks).reshape(len(stacks), -1))
        chunk = self.policy(condition, torch.randn(len(stacks), self.chunk_dim)).numpy()
        return chunk[:, self.skipped : self.skipped + self.executed]


class Replay:
    def __init__(self, capacity, widths):
        self.arrays = {name: np.zeros((capacity, width), np.float32) for name, width in widths.items()}
        self.capacity, self.size, self.next = capacity, 0, 0

    def push(self, **rows):
        at = (self.next + np.arange(len(rows["obsT"]))) % self.capacity
        for name, values in rows.items():
            self.arrays[name][at] = values
        self.next = (self.next + len(at)) % self.capacity
        self.size = min(self.size + len(at), self.capacity)

    def sample(self, rows):
        at = np.random.randint(self.size, size=rows)
        return {name: torch.from_numpy(values[at]) for name, values in self.arrays.items()}


class Loop:
    def __init__(self, w):
        gymnasium.register_envs(gymnasium_robotics)
        self.w, self.slots = w, w["slots"]
        name = w["task"].removeprefix("adroit-").capitalize()
        self.envs = [gymnasium.make(f"AdroitHand{name}Sparse-v1", max_episode_steps=w["horizon"]) for _ in range(self.slots)]
        action_dim = self.envs[0].action_space.shape[0]
        self.base = Base(w["policy"], action_dim, w["compile"])
        self.features = Features(w["features"])
        self.agent = Agent(w)
        self.update = torch.compile(self.agent.update) if w["compile"] else self.agent.update
        self.actor = torch.compile(self.agent.actor) if w["compile"] else self.agent.actor
        widths = {"obsTm1": w["featureDim"], "obsT": w["featureDim"], "rewardT": 1, "discountT": 1}
        widths |= {name: w["chunkDim"] for name in ("baseTm1", "baseT", "residualTm1")}
        self.replay = Replay(w["replayCapacity"], widths)
        self.episodes = self.successes = 0
        self.stacks = np.stack([self.reset(slot) for slot in range(self.slots)])
        self.chunks = self.base(self.stacks)

    def reset(self, slot):
        obs, _ = self.envs[slot].reset()
        return np.repeat(obs[None].astype(np.float32), self.base.horizon, 0)

    def step(self, slot, actions):
        """A chunk in one environment: whether it was solved, and whether time ran out."""
        for action in actions.reshape(-1, self.envs[slot].action_space.shape[0]):
            obs, _, _, truncated, info = self.envs[slot].step(action)
            self.stacks[slot] = np.concatenate([self.stacks[slot][1:], obs[None]])
            if info["success"] or truncated:
                break
        return info["success"], truncated

    @torch.no_grad()
    def residuals(self, features):
        return self.actor(torch.from_numpy(features), torch.randn(self.slots, self.w["chunkDim"]))[0].numpy()

    def round(self):
        w, chunks = self.w, self.chunks
        features = self.features(self.stacks[:, -1])
        residuals = self.residuals(features)
        actions = np.clip(chunks + w["lambda"] * residuals, -1, 1)
        ends = [self.step(slot, actions[slot]) for slot in range(self.slots)]
        solved = np.array([[success] for success, _ in ends], np.float32)
        after = self.base(self.stacks)
        self.replay.push(
            obsTm1=features, obsT=self.features(self.stacks[:, -1]), baseTm1=chunks, baseT=after, residualTm1=residuals,
            rewardT=solved - 1, discountT=w["discount"] * (1 - solved),
        )  # fmt: skip
        for slot, (success, truncated) in enumerate(ends):
            if success or truncated:
                self.episodes, self.successes = self.episodes + 1, self.successes + int(success)
                self.stacks[slot] = self.reset(slot)
        self.chunks = self.base(self.stacks) if any(success or truncated for success, truncated in ends) else after
        for _ in range(self.slots if self.replay.size >= w["batch"] else 0):
            batch = self.replay.sample(w["batch"])
            noise = {name: torch.randn(w["batch"], w["chunkDim"]) for name in ("noiseT", "noiseTm1")}
            self.update(batch | noise)


def main():
    w = json.loads(sys.stdin.readline())
    torch.set_num_threads(w["threads"])
    torch.manual_seed(1)
    np.random.seed(1)
    loop = Loop(w)
    for _ in range(w["filling"]):
        loop.round()
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        start, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            loop.round()
        print(time.perf_counter() - start, time.process_time() - cpu, flush=True)
    print(f"{loop.successes} of {loop.episodes} episodes solved", file=sys.stderr)


if __name__ == "__main__":
    main()

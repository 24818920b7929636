"""The update of src/algorithms/residualSac/update.ts in PyTorch: what `dawnlab bench update` runs beside our own.

Plain PyTorch as it is usually written: modules, autograd, torch.optim.Adam; eager, or through torch.compile where the
object says so. Several seeds run one after the other. test/golden/residual_sac.py uses the
same code in double precision for the values that our update is held to.

As a program: reads one JSON object (a workload, its threads, its device) from the first line of its input, then, for each
further line holding a number n, runs n updates and prints the seconds that they took, of wall-clock time and of processor time.
"""

import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    """Affine, LayerNorm (or nothing), ReLU."""

    def __init__(self, inputs, width, normalize):
        super().__init__()
        self._linear = nn.Linear(inputs, width)
        self._norm = nn.LayerNorm(width) if normalize else None

    def forward(self, x):
        x = self._linear(x)
        return F.relu(self._norm(x) if self._norm is not None else x)


class MlpCritic(nn.Module):
    def __init__(self, inputs, width, depth, normalize):
        super().__init__()
        for i in range(depth):
            setattr(self, f"layer{i}", Layer(inputs if i == 0 else width, width, normalize))
        self.depth = depth
        self.head = nn.Linear(width, 1)

    def forward(self, x):
        for i in range(self.depth):
            x = getattr(self, f"layer{i}")(x)
        return self.head(x)


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.expand = nn.Linear(width, 4 * width)
        self.contract = nn.Linear(4 * width, width)

    def forward(self, x):
        return x + self.contract(F.relu(self.expand(self.norm(x))))


class BlockCritic(nn.Module):
    def __init__(self, inputs, width, blocks):
        super().__init__()
        self.input = nn.Linear(inputs, width)
        for i in range(blocks):
            setattr(self, f"block{i}", Block(width))
        self.blocks = blocks
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, 1)

    def forward(self, x):
        x = self.input(x)
        for i in range(self.blocks):
            x = getattr(self, f"block{i}")(x)
        return self.head(self.norm(x))


class Actor(nn.Module):
    def __init__(self, inputs, width, depth, outputs):
        super().__init__()
        for i in range(depth):
            setattr(self, f"layer{i}", Layer(inputs if i == 0 else width, width, False))
        self.depth = depth
        self.mean = nn.Linear(width, outputs)
        self.logStd = nn.Linear(width, outputs)

    def forward(self, obs, noise):
        h = obs
        for i in range(self.depth):
            h = getattr(self, f"layer{i}")(h)
        log_std = 11 * torch.tanh(self.logStd(h)) - 9
        x = self.mean(h) + torch.exp(log_std) * noise
        log_normal = -0.5 * noise**2 - log_std - 0.5 * math.log(2 * math.pi)
        log_one_minus_square = 2 * (math.log(2) - x - F.softplus(-2 * x))
        return torch.tanh(x), (log_normal - log_one_minus_square).sum(1, keepdim=True)


def critic_of(w):
    inputs = w["featureDim"] + w["chunkDim"]
    if w.get("blocks"):
        return BlockCritic(inputs, w["width"], w["blocks"])
    return MlpCritic(inputs, w["width"], w["depth"], w["normalize"])


class Agent:
    """Parameters, target parameters, temperature and optimizers of one agent."""

    def __init__(self, workload):
        self.w = workload
        self.q1, self.q2, self.target1, self.target2 = (critic_of(workload) for _ in range(4))
        self.target1.load_state_dict(self.q1.state_dict())
        self.target2.load_state_dict(self.q2.state_dict())
        for target in (self.target1, self.target2):
            target.requires_grad_(False)
        self.actor = Actor(workload["featureDim"], workload["actorWidth"], 2, workload["chunkDim"])
        self.log_alpha = torch.tensor(math.log(workload["initialTemperature"]), requires_grad=True)
        self.critics = [*self.q1.parameters(), *self.q2.parameters()]
        self.targets = [*self.target1.parameters(), *self.target2.parameters()]
        rate = workload["learningRate"]
        self.critic_adam = torch.optim.Adam(self.critics, rate)
        self.actor_adam = torch.optim.Adam(self.actor.parameters(), rate)
        self.alpha_adam = torch.optim.Adam([self.log_alpha], rate)

    def update(self, batch):
        """One update: critics, actor on the new critics, temperature, target critics. Returns its metrics."""
        w = self.w
        alpha = self.log_alpha.detach().exp()
        with torch.no_grad():
            residual, log_pi = self.actor(batch["obsT"], batch["noiseT"])
            x = torch.cat([batch["obsT"], batch["baseT"] + w["lambda"] * residual], 1)
            q_t = torch.minimum(self.target1(x), self.target2(x))
            y = batch["rewardT"] + batch["discountT"] * (q_t - (alpha * log_pi if w["soft"] else 0))
        x = torch.cat([batch["obsTm1"], batch["baseTm1"] + w["lambda"] * batch["residualTm1"]], 1)
        predictions = self.q1(x), self.q2(x)
        critic_loss = F.mse_loss(predictions[0], y) + F.mse_loss(predictions[1], y)
        self.critic_adam.zero_grad()
        critic_loss.backward()
        norms = [nn.utils.clip_grad_norm_(q.parameters(), w["maxGradientNorm"]) for q in (self.q1, self.q2)]
        self.critic_adam.step()

        for p in self.critics:
            p.requires_grad_(False)
        residual, log_pi = self.actor(batch["obsTm1"], batch["noiseTm1"])
        x = torch.cat([batch["obsTm1"], batch["baseTm1"] + w["lambda"] * residual], 1)
        actor_loss = (alpha * log_pi - torch.minimum(self.q1(x), self.q2(x))).mean()
        self.actor_adam.zero_grad()
        actor_loss.backward()
        for p in self.critics:
            p.requires_grad_(True)
        actor_norm = nn.utils.clip_grad_norm_(self.actor.parameters(), w["maxGradientNorm"])
        self.actor_adam.step()

        entropy_gap = log_pi.detach().mean() - w["chunkDim"]
        self.alpha_adam.zero_grad()
        (-self.log_alpha * entropy_gap).backward()
        self.alpha_adam.step()

        with torch.no_grad():
            for target, online in zip(self.targets, self.critics):
                target.lerp_(online, w["tau"])
        return {
            "criticLoss": critic_loss.detach(),
            "actorLoss": actor_loss.detach(),
            "alpha": alpha,
            "logPi": log_pi.detach().mean(),
            "q": predictions[0].detach().mean(),
            "target": y.mean(),
            "criticGradientNorm": torch.maximum(*norms),
            "actorGradientNorm": actor_norm,
        }


def random_batch(w, generator):
    """Normal numbers of half unit size in the shapes of a batch."""
    rows, features, chunk = w["batch"], w["featureDim"], w["chunkDim"]
    widths = {"obsTm1": features, "obsT": features, "rewardT": 1}
    widths |= {name: chunk for name in ("baseTm1", "baseT", "residualTm1", "noiseT", "noiseTm1")}
    batch = {name: 0.5 * torch.randn(rows, width, generator=generator) for name, width in widths.items()}
    return batch | {"discountT": torch.full((rows, 1), 0.97)}


def main():
    workload = json.loads(sys.stdin.readline())
    torch.set_num_threads(workload["threads"])
    torch.manual_seed(1)
    device = "cuda" if workload.get("gpu") else "cpu"
    # New tensors, parameters among them, are made on the device.
    torch.set_default_device(device)
    agents = [Agent(workload) for _ in range(workload.get("seeds", 1))]
    batch = random_batch(workload, torch.Generator(device).manual_seed(2))
    updates = [torch.compile(agent.update) if workload.get("compile") else agent.update for agent in agents]
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        start, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            for update in updates:
                update(batch)
        if device == "cuda":
            torch.cuda.synchronize()
        print(time.perf_counter() - start, time.process_time() - cpu, flush=True)


if __name__ == "__main__":
    main()

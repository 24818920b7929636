"""Golden values of the residual TD3 update: three updates of two small agents in PyTorch, in double precision.

Writes residual_td3_<agent>.safetensors beside itself: state before (`before.*`), batches (`batch0.*` …), metrics of each
update (`metrics0.*` …), state after (`after.*`). Names and layouts are those of src/algorithms/residualTd3; weights are
[in, out].

    pip install torch numpy safetensors
    python test/golden/residual_td3.py
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
# In place of this folder, whose statistics.py would hide Python's own.
sys.path[0] = str(HERE.parent.parent / "src" / "bench")
from pytorch import Layer, critic_of, random_batch  # noqa: E402

COMMON = {
    "featureDim": 5, "chunkDim": 3, "batch": 8, "width": 16, "actorWidth": 12, "depth": 3, "lambda": 0.2, "normalize": True,
    "learningRate": 1e-3, "tau": 0.01, "maxGradientNorm": 0.25, "targetNoise": 0.6, "targetNoiseClip": 0.5, "policyDelay": 2,
}
AGENTS = {
    "random": COMMON | {"members": 4, "chosen": 2, "seesBase": True},
    "twin": COMMON | {"members": 2, "chosen": 2, "seesBase": False},
}


class Actor(nn.Module):
    def __init__(self, inputs, width, depth, outputs):
        super().__init__()
        for i in range(depth):
            setattr(self, f"layer{i}", Layer(inputs if i == 0 else width, width, False))
        self.depth = depth
        self.mean = nn.Linear(width, outputs)

    def forward(self, x):
        for i in range(self.depth):
            x = getattr(self, f"layer{i}")(x)
        return torch.tanh(self.mean(x))


class Agent:
    def __init__(self, w):
        self.w = w
        self.critics = [critic_of(w) for _ in range(w["members"])]
        self.targets = [critic_of(w) for _ in range(w["members"])]
        inputs = w["featureDim"] + (w["chunkDim"] if w["seesBase"] else 0)
        self.actor = Actor(inputs, w["actorWidth"], 2, w["chunkDim"])
        self.critic_adam = torch.optim.Adam([p for q in self.critics for p in q.parameters()], w["learningRate"])
        self.actor_adam = torch.optim.Adam(self.actor.parameters(), w["learningRate"])
        self.updates = 0

    def act(self, obs, base):
        return self.actor(torch.cat([obs, base], 1) if self.w["seesBase"] else obs)

    def believed(self, values, batch):
        """The lowest of the members with the smallest numbers of each row; of all, where there are just as many."""
        order = batch["membersT"].argsort(1)[:, : self.w["chosen"]] if "membersT" in batch else None
        stacked = torch.cat(values, 1)
        return (stacked if order is None else stacked.gather(1, order)).min(1, keepdim=True).values

    def update(self, batch):
        w = self.w
        with torch.no_grad():
            noise = (w["targetNoise"] * batch["noiseT"]).clamp(-w["targetNoiseClip"], w["targetNoiseClip"])
            residual = (self.act(batch["obsT"], batch["baseT"]) + noise).clamp(-1, 1)
            x = torch.cat([batch["obsT"], batch["baseT"] + w["lambda"] * residual], 1)
            y = batch["rewardT"] + batch["discountT"] * self.believed([q(x) for q in self.targets], batch)
        x = torch.cat([batch["obsTm1"], batch["baseTm1"] + w["lambda"] * batch["residualTm1"]], 1)
        predictions = [q(x) for q in self.critics]
        critic_loss = sum(F.mse_loss(q, y) for q in predictions)
        self.critic_adam.zero_grad()
        critic_loss.backward()
        norms = [nn.utils.clip_grad_norm_(q.parameters(), w["maxGradientNorm"]) for q in self.critics]
        self.critic_adam.step()

        residual = self.act(batch["obsTm1"], batch["baseTm1"])
        x = torch.cat([batch["obsTm1"], batch["baseTm1"] + w["lambda"] * residual], 1)
        values = torch.cat([q(x) for q in self.critics], 1)
        climbed = values.mean(1) if w["chosen"] < w["members"] else values.min(1).values
        actor_loss = -climbed.mean()
        self.actor_adam.zero_grad()
        actor_loss.backward()
        actor_norm = nn.utils.clip_grad_norm_(self.actor.parameters(), w["maxGradientNorm"])
        self.updates += 1
        if self.updates % w["policyDelay"] == 0:
            self.actor_adam.step()

        with torch.no_grad():
            for target, online in zip(self.targets, self.critics):
                for slow, fast in zip(target.parameters(), online.parameters()):
                    slow.lerp_(fast, w["tau"])
        return {
            "criticLoss": critic_loss,
            "actorLoss": actor_loss,
            "q": predictions[0].mean(),
            "target": y.mean(),
            "criticGradientNorm": torch.stack(norms).max(),
            "actorGradientNorm": actor_norm,
        }


def leaves(module):
    """Our names of a module's parameters: weights transposed, helper modules (leading underscore) left out."""
    for path, child in module.named_modules():
        prefix = "".join(f"{part}." for part in path.split(".") if part and not part.startswith("_"))
        if isinstance(child, nn.Linear):
            yield f"{prefix}w", child.weight.T
            yield f"{prefix}b", child.bias
        elif isinstance(child, nn.LayerNorm):
            yield f"{prefix}gain", child.weight
            yield f"{prefix}bias", child.bias


def state(agent):
    modules = {"actor": agent.actor}
    modules |= {f"critic.q{i + 1}": q for i, q in enumerate(agent.critics)}
    modules |= {f"target.q{i + 1}": q for i, q in enumerate(agent.targets)}
    return {f"{name}.{path}": leaf for name, module in modules.items() for path, leaf in leaves(module)}


def snapshot(tensors, prefix):
    return {f"{prefix}.{name}": tensor.detach().to(torch.float32).contiguous().clone() for name, tensor in tensors.items()}


torch.set_default_dtype(torch.float64)
for name, workload in AGENTS.items():
    torch.manual_seed(7)
    agent = Agent(workload)
    with torch.no_grad():  # Away from special initial values; both sides start from the same single-precision numbers.
        for critic in (*agent.critics, *agent.targets):  # Values around -2: a mean near 0 would show rounding alone.
            critic.head.bias.sub_(2)
        for module in (agent.actor, *agent.critics, *agent.targets):
            for parameter in module.parameters():
                parameter.add_(0.1 * torch.randn_like(parameter))
                parameter.copy_(parameter.to(torch.float32).to(torch.float64))
    saved = snapshot(state(agent), "before")
    generator = torch.Generator().manual_seed(3)
    for step in range(3):
        batch = random_batch(workload, generator)
        del batch["noiseTm1"]
        if workload["chosen"] < workload["members"]:
            batch["membersT"] = torch.randn(workload["batch"], workload["members"], generator=generator)
        batch = {key: value.to(torch.float32) for key, value in batch.items()}
        batch["discountT"][step] = 0
        saved |= snapshot(batch, f"batch{step}")
        saved |= snapshot(agent.update({key: value.to(torch.float64) for key, value in batch.items()}), f"metrics{step}")
    saved |= snapshot(state(agent), "after")
    save_file(saved, HERE / f"residual_td3_{name}.safetensors", metadata={"workload": json.dumps(workload), "torch": torch.__version__})

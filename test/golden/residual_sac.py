"""Golden values of the residual SAC update: three updates of three small agents in PyTorch, in double precision.

Writes residual_sac_<agent>.safetensors beside itself: state before (`before.*`), batches (`batch0.*` …), the first
update's gradients after clipping (`gradients.*`), metrics of each update (`metrics0.*` …), state after (`after.*`).
Names and layouts are those of src/algorithms/residualSac/update.ts; weights are [in, out].

    pip install torch numpy safetensors
    python test/golden/residual_sac.py
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

HERE = Path(__file__).resolve().parent
# In place of this folder, whose statistics.py would hide Python's own.
sys.path[0] = str(HERE.parent.parent / "src" / "bench")
from pytorch import Agent, random_batch  # noqa: E402

COMMON = {
    "featureDim": 5, "chunkDim": 3, "batch": 8, "width": 16, "actorWidth": 12, "depth": 3, "lambda": 0.2,
    "learningRate": 1e-3, "tau": 0.01, "initialTemperature": 0.1, "maxGradientNorm": 50.0, "soft": True, "normalize": True,
}
AGENTS = {
    "layer_norm": COMMON,
    "blocks": COMMON | {"width": 8, "blocks": 2, "maxGradientNorm": 0.25},
    "plain": COMMON | {"normalize": False, "soft": False, "maxGradientNorm": 0.05},
}


def leaves(module, value=lambda parameter: parameter):
    """Our names of a module's parameters: weights transposed, helper modules (leading underscore) left out."""
    for path, child in module.named_modules():
        prefix = "".join(f"{part}." for part in path.split(".") if part and not part.startswith("_"))
        if isinstance(child, nn.Linear):
            yield f"{prefix}w", value(child.weight).T
            yield f"{prefix}b", value(child.bias)
        elif isinstance(child, nn.LayerNorm):
            yield f"{prefix}gain", value(child.weight)
            yield f"{prefix}bias", value(child.bias)


def state(agent):
    modules = {"actor": agent.actor, "critic.q1": agent.q1, "critic.q2": agent.q2, "target.q1": agent.target1, "target.q2": agent.target2}
    tensors = {f"{name}.{path}": leaf for name, module in modules.items() for path, leaf in leaves(module)}
    return tensors | {"temperature.logAlpha": agent.log_alpha}


def moments(agent):
    """Adam's moments, by our names."""
    result = {}
    for prefix, optimizer, modules in (
        ("actorOptimizer", agent.actor_adam, {"": agent.actor}),
        ("criticOptimizer", agent.critic_adam, {"q1.": agent.q1, "q2.": agent.q2}),
    ):
        for name, module in modules.items():
            for ours, theirs in (("m", "exp_avg"), ("v", "exp_avg_sq")):
                for path, leaf in leaves(module, lambda parameter: optimizer.state[parameter][theirs]):
                    result[f"{prefix}.{ours}.{name}{path}"] = leaf
    return result


def gradients(agent):
    modules = {"actor": agent.actor, "critic.q1": agent.q1, "critic.q2": agent.q2}
    return {f"{name}.{path}": leaf for name, module in modules.items() for path, leaf in leaves(module, lambda p: p.grad)}


def spread(agent):
    """Gains, biases and heads away from their special initial values, targets away from the online critics."""
    with torch.no_grad():
        for module in (agent.actor, agent.q1, agent.q2, agent.target1, agent.target2):
            for parameter in module.parameters():
                parameter.add_(0.1 * torch.randn_like(parameter))


def snapshot(tensors, prefix):
    return {f"{prefix}.{name}": tensor.detach().to(torch.float32).contiguous().clone() for name, tensor in tensors.items()}


torch.set_default_dtype(torch.float64)
for name, workload in AGENTS.items():
    torch.manual_seed(7)
    agent = Agent(workload)
    spread(agent)
    for tensor in state(agent).values():  # Both sides start from the same single-precision numbers.
        tensor.data = tensor.data.to(torch.float32).to(torch.float64)
    saved = snapshot(state(agent), "before")
    generator = torch.Generator().manual_seed(3)
    for step in range(3):
        batch = {key: value.to(torch.float32) for key, value in random_batch(workload, generator).items()}
        batch["discountT"][step] = 0
        saved |= snapshot(batch, f"batch{step}")
        metrics = agent.update({key: value.to(torch.float64) for key, value in batch.items()})
        saved |= snapshot(metrics, f"metrics{step}")
        if step == 0:
            saved |= snapshot(gradients(agent), "gradients")
    saved |= snapshot(state(agent) | moments(agent), "after")
    save_file(saved, HERE / f"residual_sac_{name}.safetensors", metadata={"workload": json.dumps(workload), "torch": torch.__version__})

"""A critic by PyTorch, transitions by NumPy, and what test/criticReport must find in them, computed here in NumPy alone.

    pip install torch numpy scipy && python test/golden/critic_report.py test/golden

writes critic_report.onnx, critic_report.npz and critic_report.json. PyTorch 1.13 and later export without another package.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

folder = Path(sys.argv[1])
rng = np.random.default_rng(11)
torch.manual_seed(11)
OBS, ACTION, UNITS, LAMBDA, DISCOUNT = 5, 3, 16, 0.3, 0.9
STATES = 256


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.norm = nn.Linear(OBS + ACTION, UNITS), nn.LayerNorm(UNITS)
        self.second, self.last = nn.Linear(UNITS, UNITS), nn.Linear(UNITS, 1)

    def forward(self, obs, action):
        hidden = torch.relu(self.norm(self.first(torch.cat([obs, action], 1))))
        return 5 * self.last(torch.tanh(self.second(hidden)))


class Twin(nn.Module):
    def __init__(self):
        super().__init__()
        self.one, self.two = Critic(), Critic()

    def forward(self, obs, action):
        return self.one(obs, action), self.two(obs, action)


twin = Twin().eval()
axes = {name: {0: "rows"} for name in ["obs", "action", "q1", "q2"]}
torch.onnx.export(
    twin,
    (torch.zeros(2, OBS), torch.zeros(2, ACTION)),
    str(folder / "critic_report.onnx"),
    input_names=["obs", "action"],
    output_names=["q1", "q2"],
    dynamic_axes=axes,
    opset_version=17,
)

lengths, ends = [9, 7, 12, 5, 11], ["terminated", "truncated", "terminated", "terminated", "truncated"]
rows = sum(lengths)
obs = rng.normal(size=(rows, OBS)).astype(np.float32)
base = rng.uniform(-1, 1, size=(rows, ACTION)).astype(np.float32)
u = np.tanh(2 * rng.normal(size=(rows, ACTION))).astype(np.float32)
alternatives = rng.uniform(-1, 1, size=(rows, 3, ACTION)).astype(np.float32)
reward, terminated, truncated, episode = [], [], [], []
for index, (length, end) in enumerate(zip(lengths, ends)):
    reward += [-1.0] * (length - 1) + [0.0 if end == "terminated" else -1.0]
    terminated += [False] * (length - 1) + [end == "terminated"]
    truncated += [False] * (length - 1) + [end == "truncated"]
    episode += [7 + index] * length
np.savez_compressed(
    folder / "critic_report.npz",
    obs=obs,
    base_action=base,
    residual=u,
    reward=np.array(reward),
    terminated=np.array(terminated),
    truncated=np.array(truncated),
    episode=np.array(episode),
    alternatives=alternatives,
    **{"lambda": np.float64(LAMBDA), "discount": np.float64(DISCOUNT), "reward_low": -1, "reward_high": 0},
)

weights = {name: value.detach().numpy().astype(np.float64) for name, value in twin.state_dict().items()}


def critic(which, o, a):
    w = lambda name: weights[f"{which}.{name}"]
    first = np.concatenate([o, a], 1).astype(np.float64) @ w("first.weight").T + w("first.bias")
    mean, variance = first.mean(1, keepdims=True), first.var(1, keepdims=True)
    one = np.maximum(0, (first - mean) / np.sqrt(variance + 1e-5) * w("norm.weight") + w("norm.bias"))
    second = one @ w("second.weight").T + w("second.bias")
    two = np.tanh(second)
    return 5 * (two @ w("last.weight").T + w("last.bias"))[:, 0], [(first, one), (second, two)]


def q_of(o, a):
    return np.minimum(critic("one", o, a)[0], critic("two", o, a)[0])


norms = lambda x: np.linalg.norm(x, axis=1)
q = q_of(obs, base + LAMBDA * u.astype(np.float64))
lower, upper = np.zeros(rows), np.zeros(rows)
start = 0
for length, end in zip(lengths, ends):
    low, high = (0.0, 0.0) if end == "terminated" else (-1 / (1 - DISCOUNT), 0.0)
    for t in reversed(range(start, start + length)):
        low, high = reward[t] + DISCOUNT * low, reward[t] + DISCOUNT * high
        lower[t], upper[t] = low, high
    start += length
exact = np.repeat([end == "terminated" for end in ends], lengths)


def ranks(x):
    order = np.sort(x)
    return np.array([(np.searchsorted(order, v, "left") + np.searchsorted(order, v, "right") + 1) / 2 for v in x])


index = np.arange(STATES) % rows
s, b = obs[index], base[index].astype(np.float64)
still_q, still = q_of(s, b), critic("one", s, b)[1]
others = [b + LAMBDA * alternatives[index, k] for k in range(3)]
moved = critic("one", s, others[0])[1]
shift = STATES // 2
layers = []
for (before, after), (before_moved, after_moved) in zip(still, moved):
    movement = norms(after_moved - after).mean()
    singular = np.linalg.svd(after, compute_uv=False)
    shares = singular / singular.sum()
    scores = np.abs(after).mean(0)
    layers.append(
        {
            "sensitivityBefore": norms(before_moved - before).mean() / norms(before).mean(),
            "sensitivity": movement / norms(after).mean(),
            "sensitivityToStates": movement / norms(after - np.roll(after, -shift, axis=0)).mean(),
            "dormantShare": (scores <= 0.025 * scores.mean()).mean(),
            "effectiveRank": np.exp(-(shares[shares > 0] * np.log(shares[shares > 0])).sum()),
            "srank": int((np.cumsum(singular) < 0.99 * singular.sum()).sum() + 1),
            "units": UNITS,
        }
    )
over = np.stack([q_of(s, other) for other in others], 1)
lam_u = LAMBDA * norms(u.astype(np.float64)).mean()
expected = {
    "grounding": {
        "errorLow": np.maximum(0, np.maximum(lower - q, q - upper)).mean(),
        "errorHigh": np.maximum(np.abs(q - lower), np.abs(q - upper)).mean(),
        "biasLow": (q - upper).mean(),
        "biasHigh": (q - lower).mean(),
        "exactError": np.abs(q - lower)[exact].mean(),
        "spearman": np.corrcoef(ranks(q[exact]), ranks(lower[exact]))[0, 1],
        "meanQ": q.mean(),
        "impossible": ((q < -1 / (1 - DISCOUNT) - 1) | (q > 1)).mean(),
    },
    "layers": layers,
    "discrimination": over.std(1, ddof=1).mean() / still_q.std(ddof=1),
    "qDifference": np.abs(over - still_q[:, None]).mean(),
    "residual": {"size": np.abs(u.astype(np.float64)).mean(), "saturated": (np.abs(u) > 0.95).mean()},
    "scale": {"toBase": lam_u / norms(b[:rows]).mean(), "toInput": lam_u / np.hypot(norms(obs), norms(base)).mean()},
}
(folder / "critic_report.json").write_text(json.dumps(expected, default=float, indent=1) + "\n")

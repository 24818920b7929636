"""Golden values of the Behaviour Transformer in PyTorch, and of its k-means in scikit-learn, both in double precision.

Writes behaviour_transformer.json beside itself, for test/policies/transformer.test.ts. The transformer is PyTorch's own
TransformerEncoderLayer, normalized first, with its weights transposed to [in, out].

    pip install torch scikit-learn
    python test/golden/behaviour_transformer.py
"""

import json
from pathlib import Path

import numpy as np
import torch
from sklearn.cluster import KMeans

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)

BATCH, POSITIONS, FEATURES, WIDTH, HEADS, LAYERS, BINS, CHUNK, OFFSET_WEIGHT = 4, 3, 4, 8, 2, 2, 3, 2, 10.0


def layer() -> torch.nn.TransformerEncoderLayer:
    made = torch.nn.TransformerEncoderLayer(
        WIDTH, HEADS, 4 * WIDTH, dropout=0.0, activation="relu", batch_first=True, norm_first=True
    )
    for name, parameter in made.named_parameters():  # biases and gains that start at 0 and 1 would hide a fault
        if parameter.ndim == 1:
            parameter.data += 0.1 * torch.randn(parameter.shape)
    return made


embedding = torch.nn.Linear(FEATURES, WIDTH)
position = torch.nn.Parameter(torch.randn(POSITIONS, WIDTH))
blocks = [layer() for _ in range(LAYERS)]
norm = torch.nn.LayerNorm(WIDTH)
bins = torch.nn.Linear(WIDTH, BINS)
offsets = torch.nn.Linear(WIDTH, BINS * CHUNK)
condition = torch.randn(BATCH, POSITIONS, FEATURES)
chunk = torch.rand(BATCH, CHUNK) * 2 - 1
centres = torch.rand(BINS, CHUNK) * 2 - 1
label = torch.cdist(chunk, centres).argmin(1)

mask = torch.nn.Transformer.generate_square_subsequent_mask(POSITIONS)
hidden = embedding(condition) + position
for block in blocks:
    hidden = block(hidden, src_mask=mask)
features = norm(hidden)[:, -1]
logits = bins(features)
chunks = centres + offsets(features).reshape(BATCH, BINS, CHUNK)
p = torch.softmax(logits, 1)[torch.arange(BATCH), label]
predicted = chunks[torch.arange(BATCH), label]
loss = (-((1 - p) ** 2) * torch.log(p)).mean() + OFFSET_WEIGHT * torch.nn.functional.mse_loss(predicted, chunk)
loss.backward()


def both(value: torch.Tensor, transposed: bool = False) -> dict:
    turn = (lambda t: t.T) if transposed else (lambda t: t)
    return {"value": turn(value.detach()).tolist(), "gradient": turn(value.grad).tolist()}


def dense(weight: torch.Tensor, bias: torch.Tensor) -> dict:
    return {"w": both(weight, True), "b": both(bias)}


def normalization(module: torch.nn.LayerNorm) -> dict:
    return {"gain": both(module.weight), "bias": both(module.bias)}


def block_params(block: torch.nn.TransformerEncoderLayer) -> dict:
    attention = block.self_attn
    return {
        "attentionNorm": normalization(block.norm1),
        "projections": dense(attention.in_proj_weight, attention.in_proj_bias),
        "attended": dense(attention.out_proj.weight, attention.out_proj.bias),
        "mlpNorm": normalization(block.norm2),
        "inner": dense(block.linear1.weight, block.linear1.bias),
        "outer": dense(block.linear2.weight, block.linear2.bias),
    }


params = {
    "embedding": dense(embedding.weight, embedding.bias),
    "position": both(position),
    **{f"block{i}": block_params(block) for i, block in enumerate(blocks)},
    "norm": normalization(norm),
    "bins": dense(bins.weight, bins.bias),
    "offsets": dense(offsets.weight, offsets.bias),
}

rng = np.random.default_rng(1)
points = np.concatenate([rng.normal(mean, 0.4, (20, 2)) for mean in ([0, 0], [1, 1], [2, -1])]).astype(np.float32)
start = points[[0, 1, 2]]
clusters = KMeans(3, init=start.astype(np.float64), n_init=1, tol=0, max_iter=100).fit(points.astype(np.float64))

golden = {
    "heads": HEADS,
    "offsetWeight": OFFSET_WEIGHT,
    "params": params,
    "centres": centres.tolist(),
    "condition": condition.reshape(BATCH, -1).tolist(),
    "chunk": chunk.tolist(),
    "bin": torch.nn.functional.one_hot(label, BINS).tolist(),
    "logits": logits.tolist(),
    "chunks": chunks.tolist(),
    "loss": loss.item(),
    "kMeans": {"points": points.tolist(), "start": start.tolist(), "centres": clusters.cluster_centers_.tolist()},
}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")

"""The update of src/algorithms/residualSac/update.ts in JAX, as one jitted function: what `dawnlab bench update` runs beside ours.

Plain JAX: parameters in dictionaries, jax.grad, Adam by hand, jax.vmap over seeds. As a program: reads one JSON object
(a workload, its threads and its number of seeds) from the first line of its input, then, for each further line holding
a number n, runs n updates and prints the seconds that they took, of wall-clock time and of processor time.
"""

import json
import math
import sys
import time
from functools import partial

import jax
import jax.numpy as jnp

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8


def linear_init(key, inputs, width):
    w = jax.random.normal(key, (inputs, width)) / math.sqrt(inputs)
    return {"w": w, "b": jnp.zeros(width)}


def norm_init(width):
    return {"gain": jnp.ones(width), "bias": jnp.zeros(width)}


def linear(p, x):
    return x @ p["w"] + p["b"]


def layer_norm(p, x):
    centred = x - x.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * p["gain"] + p["bias"]


def critic_init(w, key):
    keys = iter(jax.random.split(key, 16))
    inputs, width = w["featureDim"] + w["chunkDim"], w["width"]
    if not w.get("blocks"):
        layers = [(linear_init(next(keys), width if i else inputs, width), norm_init(width)) for i in range(w["depth"])]
        return {"layers": layers, "head": linear_init(next(keys), width, 1)}
    block = lambda: (norm_init(width), linear_init(next(keys), width, 4 * width), linear_init(next(keys), 4 * width, width))
    blocks = [block() for _ in range(w["blocks"])]
    return {"input": linear_init(next(keys), inputs, width), "blocks": blocks, "norm": norm_init(width), "head": linear_init(next(keys), width, 1)}


def critic(p, x):
    if "layers" in p:
        for dense, norm in p["layers"]:
            x = jax.nn.relu(layer_norm(norm, linear(dense, x)))
        return linear(p["head"], x)
    x = linear(p["input"], x)
    for norm, expand, contract in p["blocks"]:
        x = x + linear(contract, jax.nn.relu(linear(expand, layer_norm(norm, x))))
    return linear(p["head"], layer_norm(p["norm"], x))


def actor_init(w, key):
    keys = jax.random.split(key, 4)
    inputs, width, outputs = w["featureDim"], w["actorWidth"], w["chunkDim"]
    layers = [linear_init(keys[0], inputs, width), linear_init(keys[1], width, width)]
    return {"layers": layers, "mean": linear_init(keys[2], width, outputs), "logStd": linear_init(keys[3], width, outputs)}


def actor(p, obs, noise):
    h = obs
    for layer in p["layers"]:
        h = jax.nn.relu(linear(layer, h))
    log_std = 11 * jnp.tanh(linear(p["logStd"], h)) - 9
    x = linear(p["mean"], h) + jnp.exp(log_std) * noise
    log_normal = -0.5 * noise**2 - log_std - 0.5 * math.log(2 * math.pi)
    log_one_minus_square = 2 * (math.log(2) - x - jax.nn.softplus(-2 * x))
    return jnp.tanh(x), (log_normal - log_one_minus_square).sum(1, keepdims=True)


def adam_init(params):
    zeros = jax.tree.map(jnp.zeros_like, params)
    return {"m": zeros, "v": zeros}


def adam(params, gradients, state, step, rate):
    m = jax.tree.map(lambda m, g: BETA_1 * m + (1 - BETA_1) * g, state["m"], gradients)
    v = jax.tree.map(lambda v, g: BETA_2 * v + (1 - BETA_2) * g * g, state["v"], gradients)
    m_scale, v_scale = 1 / (1 - BETA_1**step), 1 / (1 - BETA_2**step)
    change = lambda p, m, v: p - rate * (m * m_scale) / (jnp.sqrt(v * v_scale) + EPSILON)
    return jax.tree.map(change, params, m, v), {"m": m, "v": v}


def clip(gradients, limit):
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(gradients)))
    scale = jnp.minimum(1.0, limit / (norm + 1e-6))
    return jax.tree.map(lambda g: g * scale, gradients), norm


def init(w, key):
    k1, k2, k3 = jax.random.split(key, 3)
    q = [critic_init(w, k1), critic_init(w, k2)]
    p, log_alpha = actor_init(w, k3), jnp.array(math.log(w["initialTemperature"]))
    optimizers = [adam_init(q), adam_init(p), adam_init(log_alpha)]
    return {"q": q, "target": q, "actor": p, "logAlpha": log_alpha, "adam": optimizers, "step": jnp.array(0.0)}


def update(w, s, batch):
    """One update: critics, actor on the new critics, temperature, target critics."""
    alpha, rate, step = jnp.exp(s["logAlpha"]), w["learningRate"], s["step"] + 1
    both = lambda q, x: [critic(p, x) for p in q]
    residual, log_pi = actor(s["actor"], batch["obsT"], batch["noiseT"])
    x = jnp.concatenate([batch["obsT"], batch["baseT"] + w["lambda"] * residual], 1)
    y = batch["rewardT"] + batch["discountT"] * (jnp.minimum(*both(s["target"], x)) - alpha * log_pi)
    seen = jnp.concatenate([batch["obsTm1"], batch["baseTm1"] + w["lambda"] * batch["residualTm1"]], 1)
    critic_loss, g = jax.value_and_grad(lambda q: sum(((v - y) ** 2).mean() for v in both(q, seen)))(s["q"])
    clipped = [clip(each, w["maxGradientNorm"]) for each in g]
    q, q_adam = adam(s["q"], [each for each, _ in clipped], s["adam"][0], step, rate)

    def actor_loss(p):
        residual, log_pi = actor(p, batch["obsTm1"], batch["noiseTm1"])
        x = jnp.concatenate([batch["obsTm1"], batch["baseTm1"] + w["lambda"] * residual], 1)
        return (alpha * log_pi - jnp.minimum(*both(q, x))).mean(), log_pi

    (loss, log_pi), g = jax.value_and_grad(actor_loss, has_aux=True)(s["actor"])
    g, norm = clip(g, w["maxGradientNorm"])
    p, p_adam = adam(s["actor"], g, s["adam"][1], step, rate)
    gap = log_pi.mean() - w["chunkDim"]
    log_alpha, alpha_adam = adam(s["logAlpha"], -gap, s["adam"][2], step, rate)
    target = jax.tree.map(lambda t, o: t + w["tau"] * (o - t), s["target"], q)
    state = {"q": q, "target": target, "actor": p, "logAlpha": log_alpha, "adam": [q_adam, p_adam, alpha_adam], "step": step}
    return state, {"criticLoss": critic_loss, "actorLoss": loss, "logPi": log_pi.mean(), "actorGradientNorm": norm}


def random_batch(w, key):
    rows, features, chunk = w["batch"], w["featureDim"], w["chunkDim"]
    widths = {"obsTm1": features, "obsT": features, "rewardT": 1}
    widths |= {name: chunk for name in ("baseTm1", "baseT", "residualTm1", "noiseT", "noiseTm1")}
    keys = jax.random.split(key, len(widths))
    batch = {name: 0.5 * jax.random.normal(k, (rows, width)) for (name, width), k in zip(widths.items(), keys)}
    return batch | {"discountT": jnp.full((rows, 1), 0.97)}


def main():
    w = json.loads(sys.stdin.readline())
    # Full float32 products, as PyTorch's default and ours are.
    jax.config.update("jax_default_matmul_precision", "highest")
    if w.get("gpu") and jax.default_backend() != "gpu":
        sys.exit("JAX sees no GPU: its plain package is for the processor; pip install 'jax[cuda12]' in the Python given by --python")
    keys = jax.random.split(jax.random.key(1), w["seeds"])
    one = partial(update, w)
    if w["seeds"] > 1:
        state, batch, one = jax.vmap(partial(init, w))(keys), jax.vmap(partial(random_batch, w))(keys), jax.vmap(one)
    else:
        state, batch = init(w, keys[0]), random_batch(w, keys[0])
    step = jax.jit(one, donate_argnums=0)
    # Copies, since a donated buffer may occur once only; of one explicit type, or the second update compiles again.
    state = jax.tree.map(lambda x: jnp.array(x, dtype=jnp.float32), state)
    print(jax.__version__, flush=True)
    for line in sys.stdin:
        start, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            state, outputs = step(state, batch)
        jax.block_until_ready((state, outputs))
        print(time.perf_counter() - start, time.process_time() - cpu, flush=True)


if __name__ == "__main__":
    main()

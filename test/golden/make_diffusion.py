"""Makes diffusion.json from the papers' formulas in NumPy, for test/policies/diffusion.test.ts.

    python -m venv venv && venv/bin/pip install numpy==2.4.6
    venv/bin/python test/golden/make_diffusion.py

Schedule: Nichol & Dhariwal 2021, eq. 17, betas capped at 0.999. Sampler: Song et al. 2021, eq. 12 with sigma = 0
and x0 clipped to [-1, 1]. The noise model is a made-up linear one, eps(x, t) = 0.6 x @ M + 0.004 t.
"""
import json
from pathlib import Path

import numpy as np

T = 100
grid = np.arange(T + 1) / T
signal = np.cos((grid + 0.008) / 1.008 * np.pi / 2) ** 2
betas = np.clip(1 - signal[1:] / signal[:-1], None, 0.999)
alpha_bars = np.cumprod(1 - betas)

M = np.array([[0.9, -0.3, 0.1], [0.2, 0.7, 0.5], [-0.4, 0.1, 1.1]])
noise = np.array([[0.5, -1.2, 0.3], [2.0, 0.1, -0.7]])
x = noise
trace = []
for t, s in [(75, 50), (50, 25), (25, 0), (0, None)]:
    eps = 0.6 * x @ M + 0.004 * t
    x0 = np.clip((x - np.sqrt(1 - alpha_bars[t]) * eps) / np.sqrt(alpha_bars[t]), -1, 1)
    a = 1.0 if s is None else alpha_bars[s]
    x = np.sqrt(a) * x0 + np.sqrt(1 - a) * eps
    trace.append(x.tolist())

Path(__file__).with_name("diffusion.json").write_text(
    json.dumps({"betas": betas.tolist(), "alphaBars": alpha_bars.tolist(), "M": M.tolist(),
                "noise": noise.tolist(), "trace": trace}) + "\n")

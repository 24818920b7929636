"""Makes safetensors.safetensors with the reference library, for test/compute/safetensors.test.ts.

    python -m venv venv && venv/bin/pip install safetensors==0.8.0 numpy==2.4.6
    venv/bin/python test/golden/make_safetensors.py
"""
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

save_file(
    {
        "actor.w0": np.arange(6, dtype=np.float32).reshape(2, 3) / 4,
        "actor.b0": np.array([-1.5, 1e-30, 3e30], dtype=np.float32),
        "count": np.array(-7, dtype=np.int32),
        "empty": np.zeros((0, 4), dtype=np.float32),
        "snapshot": np.array([np.pi, -1e-300], dtype=np.float64),
    },
    Path(__file__).with_name("safetensors.safetensors"),
    metadata={"command": "made by the reference library", "unicode": "λ ≤ 0.2"},
)

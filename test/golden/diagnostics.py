"""What NumPy and SciPy give for test/diagnostics and test/statistics/correlation.test.ts.

    pip install numpy scipy && python test/golden/diagnostics.py > test/golden/diagnostics.json
"""

import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)
x = np.round(rng.normal(size=12), 1)
y = np.round(0.5 * x + rng.normal(size=12), 1)

features = np.round(rng.normal(size=(9, 5)) @ np.diag([3, 2, 1, 0.1, 0.02]), 3).astype(np.float32)
singular = np.linalg.svd(features.astype(np.float64), compute_uv=False)
shares = singular / singular.sum()

moved = (features + np.round(0.1 * rng.normal(size=features.shape), 3)).astype(np.float32)
f, m = features.astype(np.float64), moved.astype(np.float64)
norms = lambda a: np.linalg.norm(a, axis=1)
movement = norms(m - f).mean()

print(
    json.dumps(
        {
            "x": x.tolist(),
            "y": y.tolist(),
            "pearson": stats.pearsonr(x, y).statistic,
            "spearman": stats.spearmanr(x, y).statistic,
            "features": features.tolist(),
            "moved": moved.tolist(),
            "effectiveRank": float(np.exp(stats.entropy(shares))),
            "srank": {
                "0.01": int(np.searchsorted(np.cumsum(shares), 0.99) + 1),
                "0.1": int(np.searchsorted(np.cumsum(shares), 0.9) + 1),
            },
            "sensitivity": {
                "relative": movement / norms(f).mean(),
                "cosineDistance": float(np.mean(1 - (m * f).sum(1) / (norms(m) * norms(f)))),
                "toStates": movement / norms(f - np.roll(f, -5, axis=0)).mean(),
            },
        },
        indent=1,
    )
)

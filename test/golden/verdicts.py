"""Writes verdicts.json: what NumPy, SciPy and statsmodels give for the scores and comparisons behind verdicts.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels
    venv/bin/python test/golden/verdicts.py

Some recorded runs are copied into the JSON with what they score, so that the tests do not hang on data/results.
"""

import importlib.metadata
import json
import pathlib

import numpy as np
import scipy.stats
from scipy.integrate import quad
from statsmodels.stats.proportion import confint_proportions_2indep

ROOT = pathlib.Path(__file__).parents[2]
UPDATES, EARLY, THRESHOLD = 4_000, (400, 2_000), 0.8


def runs(finding, variants, seeds):
    table = json.loads((ROOT / "data/results" / f"{finding}.gantry-peg.json").read_text())
    return [run for run in table["runs"] if run.get("variant", "default") in variants and run["seed"] <= seeds]


def over_updates(columns, name):
    """The last entry at each count of updates."""
    last = {updates: value for updates, value in zip(columns["updates"], columns[name])}
    return np.array(list(last.keys()), float), np.array(list(last.values()), float)


def area(x, y, low, high, height=lambda value: value):
    """The mean of height(y) between two times, by adaptive quadrature between the evaluations."""
    corners = [low, *[t for t in x if low < t < high], high]
    line = lambda t: height(np.interp(t, x, y))
    return sum(quad(line, a, b, epsabs=1e-12, limit=500, points=None)[0] for a, b in zip(corners, corners[1:])) / (high - low)


def crossing(x, y, horizon):
    """The first root of the piecewise linear curve less the threshold."""
    if y[0] >= THRESHOLD:
        return float(x[0])
    fine = np.linspace(x[0], horizon, 4_000_001)
    above = np.flatnonzero(np.interp(fine, x, y) >= THRESHOLD - 1e-12)
    return float(fine[above[0]]) if len(above) else float(horizon)


def scored(run):
    updates, success = over_updates(run["curve"], "success")
    probe = over_updates(run["probes"], "baseErrorLow")
    chunks, all_success = np.array(run["curve"]["chunks"], float), np.array(run["curve"]["success"])
    warmup, budget = run["start"]["settings"]["warmupChunks"], run["start"]["schedule"]["totalChunks"]
    below = lambda value: max(0.0, run["base"]["success"] - value)
    kept = {name: run[name] for name in ("agent", "seed", "variant", "status", "base", "curve")}
    settings = {"warmupChunks": warmup}
    return {
        "run": {**kept, "training": {}, "start": {**run["start"], "settings": settings},
                "probes": {name: run["probes"][name] for name in ("chunks", "updates", "baseErrorLow")}},
        "areaOverUpdates": area(updates, success, 0, UPDATES),
        "lossOverUpdates": area(updates, success, 0, UPDATES, below),
        "areaAfterWarmup": area(chunks, all_success, warmup, budget),
        "updatesToThreshold": crossing(updates, success, UPDATES),
        "earlyError": area(*probe, *EARLY),
    }


a = np.array([0.42, 0.51, 0.47, 0.58, 0.39, 0.44, 0.61, 0.5])
b = np.array([0.4, 0.43, 0.45, 0.47, 0.41, 0.36, 0.52, 0.49])
newcombe = confint_proportions_2indep(25, 50, 20, 50, method="newcomb", compare="diff")
golden = {
    "versions": {name: importlib.metadata.version(name) for name in ("numpy", "scipy", "statsmodels")},
    "updates": UPDATES, "early": EARLY, "threshold": THRESHOLD,
    "runs": [scored(run) for run in runs("02-cold-start", ("M0", "M1000", "M4000"), 2)],
    "samples": {"a": a.tolist(), "b": b.tolist()},
    "margin": 0.05,
    "welch": float(scipy.stats.ttest_ind(a - 0.05, b, equal_var=False).pvalue),
    "paired": float(scipy.stats.ttest_rel(a - 0.05, b).pvalue),
    "newcombe": [float(end) for end in newcombe],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")

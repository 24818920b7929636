"""Writes statistics.json: what SciPy, NumPy, statsmodels and rliable give for the statistics of src/statistics.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 rliable==1.2.0 "pandas<3"
    venv/bin/python test/golden/statistics.py

The rounded scores are inputs of the tests too; nothing in the JSON is typed in by hand.
"""

import importlib.metadata
import json
import pathlib

import numpy as np
import scipy.stats
from rliable import library, metrics
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(20260210)


def scores(runs, tasks, centre):
    """Success rates over 200 episodes, scores[run][task], as rliable takes them."""
    chance = np.clip(rng.normal(centre, 0.08, (runs, tasks)), 0, 1)
    return rng.binomial(200, chance) / 200


def interval(low_high):
    return [float(low_high[0]), float(low_high[1])]


def student(sample, level):
    n = len(sample)
    return interval(scipy.stats.t.interval(level, n - 1, np.mean(sample), np.std(sample, ddof=1) / np.sqrt(n)))


x, y = scores(8, 3, 0.8), scores(8, 3, 0.72)
one, other = x[:, 0], y[:, 0]
few, fewer = one[:5], other[:4]
curve_t = np.cumsum(rng.integers(1, 5, 20)).astype(float)
curve_v = np.round(np.clip(np.linspace(0.2, 0.95, 20) + rng.normal(0, 0.05, 20), 0, 1), 3)


def permutation(a, b, alternative):
    statistic = (lambda p, q: abs(np.mean(p) - np.mean(q))) if alternative == "two-sided" else (
        lambda p, q: np.mean(p) - np.mean(q))
    side = "greater" if alternative == "two-sided" else alternative
    result = scipy.stats.permutation_test((a, b), statistic, alternative=side, n_resamples=np.inf)
    return {"a": a.tolist(), "b": b.tolist(), "alternative": alternative, "pValue": float(result.pvalue)}


def rliable_interval(data, statistic, reps):
    np.random.seed(1)
    point, ends = library.get_interval_estimates({"x": data}, statistic, reps=reps)
    return {"estimate": float(point["x"][0]), "low": float(ends["x"][0][0]), "high": float(ends["x"][1][0])}


welch = scipy.stats.ttest_ind(one, other, equal_var=False)
welch_ends = welch.confidence_interval(0.95)
p_values = [0.01, 0.04, 0.03, 0.005, 0.2]

golden = {
    "versions": {name: importlib.metadata.version(name) for name in ("numpy", "scipy", "rliable", "statsmodels")},
    "wilson": [
        {"k": k, "n": n, "level": level,
         "interval": interval(scipy.stats.binomtest(k, n).proportion_ci(level, method="wilson"))}
        for k, n, level in [(0, 10, 0.95), (10, 10, 0.95), (7, 20, 0.95), (76, 200, 0.95), (76, 200, 0.99), (1, 2, 0.5)]],
    "studentCritical": [
        {"df": df, "level": level, "value": float(scipy.stats.t.ppf((1 + level) / 2, df))}
        for df in (1, 2, 7, 100) for level in (0.5, 0.9, 0.95, 0.999)],
    "normalCritical": [
        {"level": level, "value": float(scipy.stats.norm.ppf((1 + level) / 2))} for level in (0.1, 0.68, 0.95, 0.9999)],
    "quantile": [
        {"p": p, "value": float(np.quantile(one, p))} for p in (0, 0.025, 0.1, 0.5, 0.9, 1)],
    "scores": {"x": x.T.tolist(), "y": y.T.tolist()},
    "aggregates": {
        "mean": float(metrics.aggregate_mean(x)),
        "iqm": float(metrics.aggregate_iqm(x)),
        "iqmOneTask": float(metrics.aggregate_iqm(x[:, :1])),
        "improvement": float(metrics.probability_of_improvement(x, y)),
    },
    "studentOneTask": student(one, 0.95),
    "studentTwoTasksHalfWidth": float((welch_ends.high - welch_ends.low) / 4),
    "pairedDifference": student(one - other, 0.95),
    "bootstrap": {
        "iqm": rliable_interval(x, lambda data: np.array([metrics.aggregate_iqm(data)]), 50_000),
        "mean": rliable_interval(x, lambda data: np.array([metrics.aggregate_mean(data)]), 50_000),
        "improvement": rliable_interval(
            (x, y), lambda a, b: np.array([metrics.probability_of_improvement(a, b)]), 5_000),
    },
    "permutation": [permutation(one, other, side) for side in ("two-sided", "greater", "less")]
    + [permutation(few, fewer, side) for side in ("two-sided", "greater", "less")],
    "holm": {"pValues": p_values, "adjusted": multipletests(p_values, method="holm")[1].tolist()},
    "auc": {"times": curve_t.tolist(), "values": curve_v.tolist(),
            "value": float(np.trapezoid(curve_v, curve_t) / (curve_t[-1] - curve_t[0]))},
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")

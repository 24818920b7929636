"""Writes inference.json: what SciPy, statsmodels and rliable give for src/statistics, beyond statistics.json.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 rliable==1.2.0 "pandas<3"
    venv/bin/python test/golden/statistics.py && venv/bin/python test/golden/inference.py

The scores are those of statistics.json; the rounded times and curves are inputs of the tests too.
"""

import importlib.metadata
import json
import pathlib

import numpy as np
import scipy.stats
from rliable import library, metrics
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.power import NormalIndPower

here = pathlib.Path(__file__).parent
scores = json.loads((here / "statistics.json").read_text())["scores"]
x, y = np.array(scores["x"]).T, np.array(scores["y"]).T  # [run][task], as rliable takes them
one, other = x[:, 0], y[:5, 0]
rng = np.random.default_rng(20260210)


def bootstrap(data, statistic, method):
    """SciPy's interval; its draws are not ours, so the two agree within the noise of the resamples."""
    result = scipy.stats.bootstrap(data, statistic, vectorized=False, n_resamples=50_000, method=method, rng=1)
    return {"low": float(result.confidence_interval.low), "high": float(result.confidence_interval.high)}


def iqm(*tasks):
    return scipy.stats.trim_mean(np.concatenate(tasks), 0.25)


def welch(a, b, level):
    test = scipy.stats.ttest_ind(a, b, equal_var=False)
    ends = test.confidence_interval(level)
    return {"a": a.tolist(), "b": b.tolist(), "level": level, "low": float(ends.low), "high": float(ends.high),
            "pValue": float(test.pvalue), "df": float(test.df)}


def tolerance_factor(runs, share, level):
    """Howe's factor, from SciPy's quantiles."""
    chi2 = scipy.stats.chi2.ppf(1 - level, runs - 1)
    return float(scipy.stats.norm.ppf((1 + share) / 2) * np.sqrt((runs - 1) * (1 + 1 / runs) / chi2))


def survival(times, reached, horizon):
    """The curve of SciPy at the event times, checked against statsmodels, with its median and restricted mean."""
    times, reached = np.array(times, float), np.array(reached)
    curve = scipy.stats.ecdf(scipy.stats.CensoredData.right_censored(times, ~reached)).sf
    events = np.unique(times[reached])
    waiting = curve.evaluate(events) if len(events) else np.array([])
    other_curve = SurvfuncRight(times, reached.astype(int))
    assert np.allclose(waiting, other_curve.surv_prob[np.isin(other_curve.surv_times, events)])
    below = events[waiting <= 0.5 + 1e-12] if len(events) else events
    grid = np.concatenate([[0], events[events < horizon], [horizon]])
    restricted = float(np.sum(np.diff(grid) * np.concatenate([[1], waiting[events < horizon]])))
    return {"times": times.tolist(), "reached": reached.tolist(), "horizon": horizon, "events": events.tolist(),
            "waiting": waiting.tolist(), "median": float(below[0]) if len(below) else None, "restrictedMean": restricted}


def simultaneous_band(runs, level, resamples=50_000):
    estimate = runs.mean(axis=0)
    drawn = runs[rng.integers(len(runs), size=(resamples, len(runs)))].mean(axis=1)
    error = drawn.std(axis=0, ddof=1)
    normal = np.quantile(np.max(np.abs(drawn - estimate) / error, axis=1), level)
    critical = scipy.stats.t.isf(scipy.stats.norm.sf(normal), len(runs) - 1)
    return {"runs": runs.tolist(), "level": level, "low": (estimate - critical * error).tolist(),
            "high": (estimate + critical * error).tolist()}


def profile(use_runs):
    np.random.seed(1)
    values, bands = library.create_performance_profile(
        {"x": x}, thresholds, use_score_distribution=use_runs, reps=5000)
    return {"values": values["x"].tolist(), "low": bands["x"][0].tolist(), "high": bands["x"][1].tolist()}


thresholds = np.linspace(0.6, 1, 9)
curves = np.round(np.clip(np.linspace(0.3, 0.9, 7) + rng.normal(0, 0.06, (8, 7)) + rng.normal(0, 0.05, (8, 1)), 0, 1), 3)
never = np.array([6, 9, 9, 12, 15, 20, 20, 20.0])

golden = {
    "versions": {name: importlib.metadata.version(name) for name in ("numpy", "scipy", "rliable", "statsmodels")},
    "median": float(metrics.aggregate_median(x)),
    "optimalityGap": {str(gamma): float(metrics.aggregate_optimality_gap(x, gamma)) for gamma in (1, 0.8)},
    "profile": {"thresholds": thresholds.tolist(), "runs": profile(True), "tasks": profile(False)},
    "basic": bootstrap((one,), np.mean, "basic"),
    "bcaOneTask": bootstrap((one,), np.mean, "BCa"),
    "bcaSkewed": bootstrap((one**12,), np.mean, "BCa"),
    "bcaThreeTasks": bootstrap(tuple(x.T), iqm, "BCa"),
    "welch": [welch(one, other, 0.95), welch(one, other, 0.8), welch(other[:2], one, 0.95)],
    "powerN": [
        {"difference": d, "spread": s, "level": level, "power": power, "value": float(
            NormalIndPower().solve_power(d / s, alpha=1 - level, power=power, alternative="two-sided"))}
        for d, s, level, power in [(0.1, 0.1, 0.95, 0.8), (0.05, 0.1, 0.95, 0.9), (0.2, 0.15, 0.99, 0.8)]],
    "tolerance": [
        {"runs": runs, "share": share, "level": level, "factor": tolerance_factor(runs, share, level)}
        for runs, share, level in [(8, 0.9, 0.95), (3, 0.5, 0.9), (30, 0.99, 0.99), (2, 0.9, 0.5)]],
    "kaplanMeier": [
        survival(never, [True] * 5 + [False] * 3, 20.0),
        survival(never, [True, False, True, True, False, True, False, False], 18.0),
        survival(never[:4], [False] * 4, 12.0),
        survival(never[:5], [True] * 5, 40.0)],
    "simultaneousBand": simultaneous_band(curves, 0.9),
}
(here / "inference.json").write_text(json.dumps(golden, indent=1) + "\n")

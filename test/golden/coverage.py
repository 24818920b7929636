"""Writes coverage.json: how often nominal 95 % intervals from 8 runs hold the true value, simulated with NumPy.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1
    venv/bin/python test/golden/coverage.py

The tests simulate the same with src/statistics and other random numbers; the two shares must agree within their
binomial errors.
"""

import json
import pathlib

import numpy as np
import scipy.stats

RUNS, RESAMPLES, EXPERIMENTS, CHUNK = 8, 400, 20_000, 2000
rng = np.random.default_rng(20260210)

# name: (draw scores of a shape, true mean); as in test/statistics/coverage.test.ts
LAWS = {
    "normal": (lambda shape: rng.normal(0.5, 0.1, shape), 0.5),
    "success rate": (lambda shape: rng.binomial(50, 0.9, shape) / 50, 0.9),
    "skewed": (lambda shape: 1 - rng.uniform(size=shape) ** 4, 0.8),
    "collapsing": (
        lambda shape: np.where(rng.uniform(size=shape) < 0.15, 0.1, 0.9) + rng.normal(0, 0.02, shape), 0.78),
}


def held(low, high, truth):
    return int(np.sum((low <= truth) & (truth <= high)))


def percentile(replicates):
    return np.quantile(replicates, [0.025, 0.975], axis=-1)


def resample(scores):
    """scores[experiment, run] to [experiment, resample, run]."""
    index = rng.integers(RUNS, size=(len(scores), RESAMPLES, RUNS))
    return np.take_along_axis(scores[:, None, :], index, axis=2)


def mean_coverage(draw, truth):
    scores = draw((EXPERIMENTS, RUNS))
    centre, error = scores.mean(axis=1), scores.std(axis=1, ddof=1) / np.sqrt(RUNS)
    shares = {}
    for name, critical in [("student", scipy.stats.t.ppf(0.975, RUNS - 1)), ("normal", scipy.stats.norm.ppf(0.975))]:
        shares[name] = held(centre - critical * error, centre + critical * error, truth) / EXPERIMENTS
    chunks = [held(*percentile(resample(part).mean(axis=2)), truth) for part in np.split(scores, EXPERIMENTS // CHUNK)]
    return {**shares, "percentile": sum(chunks) / EXPERIMENTS}


def iqm_coverage(tasks):
    """Normal scores, whose IQM is their mean by symmetry; each task resampled by itself."""
    total = 0
    for _ in range(EXPERIMENTS // CHUNK):
        drawn = np.concatenate([resample(rng.normal(0.5, 0.1, (CHUNK, RUNS))) for _ in range(tasks)], axis=2)
        total += held(*percentile(scipy.stats.trim_mean(drawn, 0.25, axis=2)), 0.5)
    return total / EXPERIMENTS


def simultaneous_coverage(times=10):
    """Curves of a run's own height plus noise, true mean 0; the max-deviation band of the mean, whole runs resampled."""
    total = 0
    for _ in range(EXPERIMENTS // CHUNK):
        curves = rng.normal(0, 1, (CHUNK, RUNS, 1)) + rng.normal(0, 1, (CHUNK, RUNS, times))
        index = rng.integers(RUNS, size=(CHUNK, RESAMPLES, RUNS))
        weights = np.stack([(index == run).sum(axis=2) for run in range(RUNS)], axis=2) / RUNS
        drawn, estimate = weights @ curves, curves.mean(axis=1)
        error = drawn.std(axis=1, ddof=1)
        deviation = np.max(np.abs(drawn - estimate[:, None]) / error[:, None], axis=2)
        critical = scipy.stats.t.isf(scipy.stats.norm.sf(np.quantile(deviation, 0.95, axis=1)), RUNS - 1)
        total += int(np.sum(np.all(np.abs(estimate) <= critical[:, None] * error, axis=1)))
    return total / EXPERIMENTS


coverage = {
    "runs": RUNS, "resamples": RESAMPLES, "experiments": EXPERIMENTS,
    "mean": {name: mean_coverage(*law) for name, law in LAWS.items()},
    "simultaneous": simultaneous_coverage(),
    "iqm": {str(tasks): iqm_coverage(tasks) for tasks in (1, 3, 6)},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(coverage, indent=1) + "\n")

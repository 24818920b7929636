"""Writes outcomes.json: what statsmodels and Python's integers give for src/statistics/mcnemar.ts and passAtK.ts.

    python3 -m venv venv && venv/bin/pip install numpy scipy==1.17.1 statsmodels
    venv/bin/python test/golden/outcomes.py
"""

import json
import pathlib
from fractions import Fraction
from math import comb

from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar

here = pathlib.Path(__file__).parent


def paired(both, mended, broken, neither):
    p = float(mcnemar([[both, broken], [mended, neither]], exact=True).pvalue)
    assert mended + broken == 0 or abs(p - binomtest(mended, mended + broken, 0.5).pvalue) < 1e-12
    return {"both": both, "mended": mended, "broken": broken, "neither": neither, "pValue": p}


def passes(successes, attempts, k):
    chance = 1 - Fraction(comb(attempts - successes, k), comb(attempts, k))
    return {"successes": successes, "attempts": attempts, "k": k, "chance": float(chance)}


tables = [(70, 30, 4, 96), (3, 0, 5, 2), (0, 1, 0, 0), (5, 0, 0, 5), (10, 12, 12, 6), (40, 7, 8, 45), (0, 150, 50, 0)]
attempts = [(c, 16, k) for c in (0, 1, 5, 15, 16) for k in (1, 2, 8, 16)] + [(3, 64, 16)]
golden = {"mcnemar": [paired(*t) for t in tables], "passAtK": [passes(*a) for a in attempts]}
(here / "outcomes.json").write_text(json.dumps(golden, indent=1) + "\n")

"""How reliably cases pass when they are repeated: pass@k and pass^k.

pass@k: a case passes at least once in k tries; the unbiased estimate 1 - C(n - c, k) / C(n, k) from c passes in n
(Chen et al., "Evaluating large language models trained on code", 2021). pass^k: it passes all of k tries;
C(c, k) / C(n, k) (Yao et al., "tau-bench", 2024).
"""

from collections.abc import Iterable
from math import comb
from statistics import fmean

from evals.offline.results import CaseResult


def pass_at(k: int, tries: int, passed: int) -> float:
    """The probability that at least one of `k` tries passes. Raises ValueError unless 1 <= k <= tries."""
    _check(k, tries, passed)
    return 1 - comb(tries - passed, k) / comb(tries, k)


def pass_all(k: int, tries: int, passed: int) -> float:
    """The probability that all of `k` tries pass. Raises ValueError unless 1 <= k <= tries."""
    _check(k, tries, passed)
    return comb(passed, k) / comb(tries, k)


def passes(cases: Iterable[CaseResult]) -> dict[str, float]:
    """`pass@k` and `pass^k`, means over the cases, for every k up to the number of repetitions; empty without cases."""
    tries: dict[str, list[bool]] = {}
    for case in cases:
        if not case.missing:
            tries.setdefault(case.id, []).append(case.passed)
    if not tries:
        return {}
    least = min(len(results) for results in tries.values())
    found = {}
    for k in range(1, least + 1):
        found[f"pass@{k}"] = _mean(pass_at(k, len(one), sum(one)) for one in tries.values())
        found[f"pass^{k}"] = _mean(pass_all(k, len(one), sum(one)) for one in tries.values())
    return found


def _mean(values: Iterable[float]) -> float:
    return round(fmean(values), 6)


def _check(k: int, tries: int, passed: int) -> None:
    if not 1 <= k <= tries or not 0 <= passed <= tries:
        raise ValueError(f"k is from 1 to the number of tries: k {k}, tries {tries}, passed {passed}")

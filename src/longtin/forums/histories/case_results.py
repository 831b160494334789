"""Results of comparing forums in every case: made by a command, shipped, read without a record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from longtin.forums._issue.issue_files import SCENARIOS

FILE: Final[Any] = files("longtin.forums.histories") / "data" / "case_results.json"


@dataclass(frozen=True)
class ForumGain:
    """What one forum delivers in one case.

    Attributes:
        gain: Mean gain delivered, as a share of what full cooperation kept at once would bring.
        low: Low end of the band of nine in ten draws.
        high: High end.
        years: Mean years to the first delivery; `None` where there is mostly none.
        share: Share of the draws in which it is the best, 0 to 1.
    """

    gain: float
    low: float
    high: float
    years: float | None
    share: float


@dataclass(frozen=True)
class CaseResult:
    """The comparison of forums in one case.

    Attributes:
        digest: Of the inputs that it was computed from; history is no part of them.
        best: The forum that delivers most on the whole.
        forums: By id.
    """

    digest: str
    best: str
    forums: Mapping[str, ForumGain]

    @property
    def share(self) -> float:
        """Share of the draws in which the best forum is the best."""
        return self.forums[self.best].share

    @property
    def alone(self) -> float:
        """Share of the draws in which no forum delivers more than states acting by themselves."""
        return self.forums["national"].share

    @property
    def is_mostly_alone(self) -> bool:
        """That is what the draws say most often."""
        return self.alone == max(one.share for one in self.forums.values())


@dataclass(frozen=True)
class CaseResults:
    """Results of all cases.

    Attributes:
        computed: The day, as `2026-11-30`.
        draws: How many draws from the ranges of each case.
        seed: Where they began.
        record: Version of the record that belief, capability and votes were read from.
        cases: By name.
    """

    computed: str
    draws: int
    seed: int
    record: str
    cases: Mapping[str, CaseResult]


def inputs_digest(name: str) -> str:
    """What tells inputs of a scenario from others: of its file, from its day to its sources."""
    text: str = (SCENARIOS / f"{name}.yaml").read_text("utf-8")
    inputs = text.partition("\non: ")[2].partition("\nsources:\n")[0]
    return sha256(inputs.encode()).hexdigest()[:16]


def results_from(text: str) -> CaseResults:
    """Results as they stand in a file."""
    kept = json.loads(text)
    cases = {
        name: CaseResult(
            digest=case["digest"],
            best=case["best"],
            forums={each: ForumGain(**gain) for each, gain in case["forums"].items()},
        )
        for name, case in kept.pop("cases").items()
    }
    return CaseResults(**kept, cases=cases)


@cache
def shipped_results() -> CaseResults:
    """The results that are shipped, made by `python tools/compare_cases.py`."""
    return results_from(FILE.read_text("utf-8"))

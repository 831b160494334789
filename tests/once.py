"""Answers that many tests only look at, worked out once: estimates, briefs and plans."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import pytest

from longtin import brief, plan, trust
from longtin.acts import Record

ANSWERS: dict[str, Any] = {}


def asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked before of the shipped record is not worked out again."""
    for part, name in ((trust, "estimate"), (brief, "compose"), (plan, "propose")):
        monkeypatch.setattr(part, name, _once(getattr(part, name)))


def _once(answer: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(answer)
    def known(*asked: Any, **more: Any) -> Any:
        if any(isinstance(each, Record) and each.path is not None for each in asked):
            return answer(*asked, **more)  # a record of one's own may change
        of_ours = [_shipped() if isinstance(each, Record) else each for each in asked]
        named = [_named(each) for each in (*of_ours, *sorted(more), *map(more.get, sorted(more)))]
        key = " ".join((answer.__name__, *named))
        if key not in ANSWERS:
            ANSWERS[key] = answer(*of_ours, **more)
        return ANSWERS[key]

    return known


@cache
def _shipped() -> Record:
    """A record that stays open as long as what was asked of it is kept."""
    return Record.shipped()


def _named(value: object) -> str:
    """A value in words that tell it from others; arrays would be shortened."""
    if isinstance(value, Record):
        return "record"
    if isinstance(value, trust.Model):
        versions = value.annual.version, value.events.version
        return repr((versions, value.draws, value.seed, value.school, value.perception))
    return repr(value)

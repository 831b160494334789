"""Issues: what field an act is of, as far as who acts or the kind of act tells it.

The record keeps no field beside an act. Who acts often tells one: what a ministry of defence does
is of military affairs, what a ministry of trade does of the economy; a head of state or a plain
state tells none. The agency that acts speaks first, then the one that is acted upon; a ministry of
foreign affairs is taken at its own only where the other side tells nothing closer. Some kinds of
act tell a field too, as military aid does. Which words mean what stands in `data/issues.csv`.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import polars as pl

from longtin import actors

ISSUES: Final = (
    "diplomatic", "military", "economic", "legal", "humanitarian", "environment", "culture",
)  # fmt: skip
"""The fields, by the names PLOVER has for contexts."""

SIDE, KIND = "side", "kind"
"""By what an issue was told."""

CHANNEL: Final = ISSUES[0]
"""What every field is talked about through, so that a closer one goes before it."""


class _Meanings(NamedTuple):
    """What the table says, by what tells."""

    nobody: re.Pattern[str]
    agency: tuple[tuple[re.Pattern[str], str], ...]
    branch: Mapping[str, str]
    domain: Mapping[str, str]
    kind: Mapping[str, str]


def with_issues(acts: pl.DataFrame) -> pl.DataFrame:
    """Acts with `issue`, one of `ISSUES`, and `told_by`, `side` or `kind`; both may be missing.

    Args:
        acts: Rows of the record.
    """
    sides = {side: _of_side(acts, side) for side in ("source", "target")}
    words = _table()
    closer = {side: pl.when(pl.col(side) != CHANNEL).then(pl.col(side)) for side in sides}
    by_kind = pl.coalesce(
        pl.col("domain").replace_strict(words.domain, default=None, return_dtype=pl.String),
        pl.concat_str("kind", pl.lit(" "), "domain").replace_strict(
            words.kind, default=None, return_dtype=pl.String
        ),
        pl.col("kind").replace_strict(words.kind, default=None, return_dtype=pl.String),
    )
    by_side = pl.coalesce(closer["source"], closer["target"], "source", "target")
    found = pl.DataFrame(sides).with_columns(acts["kind"], acts["domain"]).select(
        issue=pl.coalesce(by_side, by_kind),
        told_by=pl.when(by_side.is_not_null())
        .then(pl.lit(SIDE))
        .when(by_kind.is_not_null())
        .then(pl.lit(KIND)),
    )  # fmt: skip
    return acts.with_columns(found)


def learnt_from(acts: pl.DataFrame) -> pl.DataFrame:
    """Acts that a pair's departure in a field may be learnt from.

    Those whose field who acts tells, for a kind of act that tells it foretells itself; and none of
    the months in which kinds of act were withheld.

    Args:
        acts: Of `with_issues`, with the column `stretch`.
    """
    return acts.filter(pl.col("told_by") == SIDE, pl.col("stretch").is_null())


def issue_of(name: str, day: date) -> str | None:
    """The issue that an actor of event data tells of on a day.

    Args:
        name: As the source spells it.
        day: Of the act.

    Example:
        >>> issue_of("Defense / Security Ministry (South Sudan)", date(2018, 5, 1))
        'military'
    """
    for issue, start, end in _posts(name):
        if issue and (start is None or start <= day) and (end is None or day <= end):
            return issue
    return None


def _of_side(acts: pl.DataFrame, side: str) -> pl.Series:
    """The issue that each act's source or target tells."""
    names = acts.select(name=f"{side}_name", day="start")
    known = names.unique().with_columns(
        issue=pl.struct("name", "day").map_elements(
            lambda row: issue_of(row["name"], row["day"]), return_dtype=pl.String
        )
    )
    return names.join(known, on=["name", "day"], how="left", maintain_order="left")["issue"]


@cache
def _posts(name: str) -> tuple[tuple[str | None, date | None, date | None], ...]:
    """Issue and days of each of an actor's posts."""
    words = _table()
    return tuple(
        (words.branch.get(post.kind) or _told(post.title), post.start, post.end)
        for post in actors.posts(name)
    )


def _told(title: str) -> str | None:
    """The issue that the words of a title tell, the first of the table that fits."""
    words, spelt = _table(), title.lower()
    if words.nobody.search(spelt):
        return None
    return next((issue for word, issue in words.agency if word.search(spelt)), None)


@cache
def _table() -> _Meanings:
    text = files("longtin.trust").joinpath("data/issues.csv").read_bytes()
    rows = pl.read_csv(text, infer_schema_length=0).rows(named=True)

    def of(what: str) -> dict[str, str]:
        return {row["word"]: row["issue"] for row in rows if row["told_by"] == what}

    nobody = "|".join(re.escape(word) for word in of("nobody"))
    agency = tuple((re.compile(rf"\b{re.escape(word)}"), to) for word, to in of("agency").items())
    return _Meanings(
        re.compile(rf"\b(?:{nobody})"), agency, of("branch"), of("domain"), of("kind")
    )  # fmt: skip

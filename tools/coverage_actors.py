"""Measure how many events between states find both their states, span by span.

Run as `python tools/coverage_actors.py [--events FOLDER] [--top N] [--page FILE]` from the
repository root. It reads the dated events that the record is built from, asks `longtin.actors`
whose each side was on its day, and exits with 1 where a span is below its bar. `--page` writes
what it found as a page of the documentation.

An event counts if each of its sides is *plainly state-affiliated*, which is decided here without
the resolver, from what others say or from the words of the name:

- state: the name of a country as Unicode CLDR writes it, among those that ever voted in the UN
  General Assembly, or as the roll calls or the yearly ICEWS counts write it;
- agency: "role (country)" with such a country and a role that ICEWS itself puts into a
  governmental sector in its 2018 sample, or whose words say so (ministry, police, president, …);
- leader: the commonest name of the span with all the words of the name of a head who was in
  office on the day, after PLAD and Archigos;
- coded: a name without a role that ICEWS, in its coding of the first days of June 2018, puts into
  a governmental sector of such a country; in 2018 alone, since people leave office;
- listed: a person in office on the day, or a body of a state, by our own lists. These resolve by
  construction; so that they do not flatter the figure, unlisted names were judged by hand, the
  commonest first; those who held an office of state stand in `tools/coverage_actors.csv` as
- judged: plainly of a state on those days, and missing from our lists.

What remains are names in no list and those judged to be nobody of a state. Two figures therefore
stand beside it: as if every name in no list were of a state, which no honest reading can fall
below, and the share of all events, whoever acts in them.
"""

import argparse
import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import polars as pl
from babel import Locale

from longtin import actors

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
LISTS = ROOT / "src" / "longtin" / "actors" / "data"
BARS = {"2005_2015": 0.80, "2014": 0.90, "2018": 0.85, "2021": 0.85, "2022": 0.85, "2023": 0.85}

GOVERNMENT = re.compile(
    r"government|minist|cabinet|president|head of state|monarch|royal|king|parliament|senat|"
    r"legislat|lawmaker|congress|court|judge|judici|prosecut|police|military|armed force|army|"
    r"navy|naval|air force|soldier|troop|intelligence|security|foreign affairs|diplomat|envoy|"
    r"ambassador|embassy|defense|governor|mayor|state media|central bank|customs|border guard",
    re.IGNORECASE,
)
NOT_GOVERNMENT = re.compile(
    r"opposition|party|former|ousted|shadow|protest|rebel|militant|separatist|candidate|private|"
    r"family|royalist|media personnel|attorney$|deserter",
    re.IGNORECASE,
)
GOVERNMENT_SECTORS = {"Government", "Executive", "Military", "Police", "Judicial"}
CODED = (date(2018, 1, 1), date(2018, 12, 31))
UNLISTED = "a person or body in no list"
KNOWN = {
    "an international body",
    "no part of a member of the state system",
    "a group of no single state",
}
"""Why those find no state who are known to be of none."""

SPAN = ("start", "end")
Dated = list[tuple[date | None, date | None]]


@dataclass
class Coverage:
    """What became of one span's events: counts of events and of names."""

    events: int = 0
    resolved: int = 0
    plain: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    unlisted: int = 0
    missing: Counter[tuple[str, str]] = field(default_factory=Counter)
    nobodys: int = 0
    plainly: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Of the plain events, those that find both their states."""
        return self.found.total() / self.plain.total()

    @property
    def bound(self) -> float:
        """The same, as if every name in no list were of a state."""
        return self.found.total() / (self.plain.total() + self.unlisted)


def spelt(name: str) -> str:
    """A name without case, marks and the several ways of writing "and" and "saint"."""
    split = unicodedata.normalize("NFD", name.casefold().replace("&", "and").replace("’", "'"))
    return re.sub(r"\bst\.", "saint", "".join(c for c in split if not unicodedata.combining(c)))


@cache
def countries() -> frozenset[str]:
    """Names of countries, from outside our tables."""
    votes = pl.read_parquet(SOURCES / "un_votes.parquet", columns=["country", "country_code"])
    votes = votes.select(pl.all().cast(pl.String)).unique()
    yearly = pl.read_parquet(SOURCES / "icews_dyad_year_2002_2014.parquet", columns=["source_name"])
    territories = Locale("en").territories
    names = {territories.get(code, "") for code in votes["country_code"].drop_nulls()}
    names |= set(votes["country"]) | set(yearly["source_name"])
    return frozenset(spelt(name) for name in names if name)


@cache
def governmental_roles() -> frozenset[str]:
    """Roles whose rows ICEWS mostly puts into a governmental sector."""
    full = pl.read_csv(
        SOURCES / "icews_2018_sample.tab", separator="\t", quote_char=None, infer_schema_length=0
    )
    rows: Counter[tuple[str, bool]] = Counter()
    for side in ("Source", "Target"):
        for name, sectors in full.select(f"{side} Name", f"{side} Sectors").iter_rows():
            if "(" in name:
                governs = not GOVERNMENT_SECTORS.isdisjoint((sectors or "").split(","))
                rows[name.partition(" (")[0], governs] += 1
    return frozenset(role for role, _ in rows if rows[role, True] > rows[role, False])


@cache
def coded() -> frozenset[str]:
    """Names without a role that ICEWS itself put into a government in June 2018."""
    rows = pl.read_parquet(SOURCES / "icews_actors.parquet").iter_rows(named=True)
    return frozenset(
        row["name"]
        for row in rows
        if "(" not in row["name"]
        and spelt(row["country"]) in countries()
        and not GOVERNMENT_SECTORS.isdisjoint((row["sectors"] or "").split(","))
    )


def leaders(reports: Counter[str]) -> dict[str, Dated]:
    """Those of some names that are heads of state or government, with their days in office."""
    days = (date(2005, 1, 1), date(2023, 12, 31))
    heads = [
        *pl.read_parquet(SOURCES / "plad_leaders.parquet")
        .select("leader", "startdate", "enddate")
        .iter_rows(),
        *pl.read_parquet(SOURCES / "archigos_leaders.parquet")
        .select("leader", "startdate", "enddate")
        .iter_rows(),
    ]
    bearing: dict[str, set[str]] = {}
    for name in reports:
        if "(" not in name and len(words := re.findall(r"\w+", spelt(name))) > 1:
            for word in words:
                bearing.setdefault(word, set()).add(name)
    found: dict[str, Dated] = {}
    for leader, start, end in heads:
        words = re.findall(r"\w+", spelt(leader))
        if end < days[0] or not words:
            continue
        bearers = set.intersection(*(bearing.get(word, set()) for word in words))
        if bearers:
            found.setdefault(max(bearers, key=reports.__getitem__), []).append((start, end))
    return found


@cache
def listed() -> dict[str, Dated]:
    """Names of our own lists that act for a state, with dates."""
    found: dict[str, Dated] = {}
    for file in ("offices.csv", "bodies.csv"):
        for row in _rows(LISTS / file):
            if row.get("sphere", "state") in {"state", "public"} and row["ccode"]:
                found.setdefault(row["name"], []).append(_days(row))
    return found


@cache
def judged() -> dict[str, Dated]:
    """Names that plainly were of a state and that our lists lack, by hand."""
    found: dict[str, Dated] = {}
    for row in _rows(ROOT / "tools" / "coverage_actors.csv"):
        found.setdefault(row["name"], []).append(_days(row))
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _days(row: dict[str, str]) -> tuple[date | None, date | None]:
    start, end = (date.fromisoformat(row[key]) if row[key] else None for key in SPAN)
    return start, end


def _on(spans: Iterable[tuple[date | None, date | None]], day: date) -> bool:
    return any((not start or start <= day) and (not end or day <= end) for start, end in spans)


class Plainly:
    """Why a side is plainly of a state, decided without the resolver.

    Args:
        reports: How often each name of the span occurs.
    """

    def __init__(self, reports: Counter[str]) -> None:
        self._leaders = leaders(reports)
        self._known: dict[str, tuple[str, Dated]] = {}

    def why(self, name: str, day: date) -> str:
        """The word for it on a day; empty if it is not plain."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        always, listed_days = self._known[name]
        if always:
            return always
        if _on(self._leaders.get(name, ()), day):
            return "leader"
        if CODED[0] <= day <= CODED[1] and name in coded():
            return "coded"
        if _on(listed_days, day):
            return "listed"
        return "judged" if _on(judged().get(name, ()), day) else ""

    def _look_up(self, name: str) -> tuple[str, Dated]:
        role, _, owner = name.partition(" (")
        if spelt(name) in countries():
            return "state", []
        if spelt(owner.removesuffix(")")) in countries() and (
            role in governmental_roles()
            or (GOVERNMENT.search(role) and not NOT_GOVERNMENT.search(role))
        ):
            return "agency", []
        return "", listed().get(name, [])


def spans(folder: Path) -> dict[str, pl.DataFrame]:
    """The dated events by span, from the files that a folder has."""
    found = {}
    for path in sorted(folder.glob("icews_triples_*.parquet")):
        found[path.stem.removeprefix("icews_triples_")] = pl.read_parquet(path)
    sample = folder / "icews_sample_2005_2015.parquet"
    if sample.exists():
        found["2014"] = pl.read_parquet(sample).filter(pl.col("benchmark") == "ICEWS14")
    return dict(sorted(found.items()))


def measure(events: pl.DataFrame) -> Coverage:
    """What becomes of a span's events."""
    counted = events.group_by("source_name", "target_name", "event_date").len().sort(pl.all())
    reports: Counter[str] = Counter()
    for side in ("source_name", "target_name"):
        reports.update(dict(counted.group_by(side).agg(pl.col("len").sum()).iter_rows()))
    plainly = Plainly(reports)
    known: dict[str, Dated] = {}
    coverage = Coverage(events.height)
    for source, target, day, count in counted.iter_rows():
        sides = []
        for name in (source, target):
            if name not in known:
                known[name] = [(one.start, one.end) for one in actors.affiliations(name)]
            sides.append((name, plainly.why(name, day), _on(known[name], day)))
        _add(coverage, sides, day, count)
    return coverage


def _add(coverage: Coverage, sides: list[tuple[str, str, bool]], day: date, count: int) -> None:
    both = all(found for *_, found in sides)
    coverage.resolved += count * both
    for name, why, found in sides:
        if found:
            continue
        reason = actors.why_unresolved(name, day)
        if reason in KNOWN:
            coverage.nobodys += count
        else:
            coverage.missing[name, reason] += count
            coverage.plainly[name, reason] += count * bool(why)
    if all(why for _, why, _ in sides):
        kind = " – ".join(sorted(why for _, why, _ in sides))
        coverage.plain[kind] += count
        coverage.found[kind] += count * both
    elif all(why or not found for _, why, found in sides):
        reasons = {actors.why_unresolved(name, day) for name, why, found in sides if not why}
        coverage.unlisted += count * (reasons == {UNLISTED})


def told(measured: dict[str, Coverage], top: int) -> Iterator[str]:
    """What was measured, in Markdown."""
    yield "| span | events | plainly between states | both found | bar | "
    yield "as if every name in no list were of a state | of all events |\n"
    yield "| --- | --: | --: | --: | --: | --: | --: |\n"
    for span, one in measured.items():
        yield (
            f"| {span.replace('_', '–')} | {one.events:,} | {one.plain.total():,} | "
            f"{one.share:.1%} | {BARS[span]:.0%} | {one.bound:.1%} | "
            f"{one.resolved / one.events:.1%} |\n"
        )
    for span, one in measured.items():
        yield f"\n## {span.replace('_', '–')}: the {top} most frequent spellings not found\n\n"
        yield (
            f"{one.missing.total():,} of {2 * one.events:,} sides find nobody, besides "
            f"{one.nobodys:,} that are known to be no state's (the UN, the EU, Palestine, …).\n\n"
        )
        yield "| reports | of these plainly of a state | spelling | why |\n"
        yield "| --: | --: | --- | --- |\n"
        for (name, reason), count in one.missing.most_common(top):
            plainly = one.plainly[name, reason]
            yield f"| {count:,} | {plainly:,} | {name} | {reason} |\n"


def page(measured: dict[str, Coverage], top: int) -> str:
    """The page of the documentation."""
    today = datetime.now(UTC).date().isoformat()
    definition = (__doc__ or "")[(__doc__ or "").index("An event counts") :]
    return (
        f"# Events that find their states\n\nMeasured on {today} by "
        "`python tools/coverage_actors.py --page docs/reference/actors-coverage.md`, which writes "
        f"this page.\n\n{definition}\n{''.join(told(measured, top))}"
    )


def main() -> int:
    """Print the measure, and write it."""
    parser = argparse.ArgumentParser(description="Share of events that find both their states.")
    parser.add_argument("--events", type=Path, default=SOURCES, help="folder of dated events")
    parser.add_argument("--top", type=int, default=50, help="how many missing names to list")
    parser.add_argument("--span", help="only this span, as in 2018")
    parser.add_argument("--page", type=Path, help="write a page of the documentation")
    asked = parser.parse_args()
    measured = {
        span: measure(events)
        for span, events in spans(asked.events).items()
        if asked.span in (None, span)
    }
    sys.stdout.writelines(told(measured, asked.top))
    if asked.page:
        asked.page.write_text(page(measured, asked.top), encoding="utf-8")
    return 0 if all(one.share >= BARS[span] for span, one in measured.items()) else 1


if __name__ == "__main__":
    sys.exit(main())

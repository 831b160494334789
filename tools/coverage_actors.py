"""Measure how many events between states find both their states.

Run as `python tools/coverage_actors.py [--top N]` from the repository root. It reads the ICEWS14
sample (2014, whole) and asks `longtin.actors` whose each side was. Exit 1 below the bar.

An event counts if each of its sides is *plainly state-affiliated*, which is decided here without
the resolver, from what others say or from the words of the name:

- state: the name of a country as Unicode CLDR writes it, among those that ever voted in the UN
  General Assembly, or as the roll calls or the yearly ICEWS counts write it;
- agency: "role (country)" with such a country and a role that ICEWS itself puts into a
  governmental sector in its 2018 sample, or whose words say so (ministry, police, president, …);
- leader: the commonest name in the sample with all the words of the name of a head who was in
  office on the day, after Archigos;
- listed: a person in office on the day, or a body of a state, by our own lists. These resolve by
  construction; so that they do not flatter the figure, every unlisted name with four reports or
  more was judged by hand, from memory; those who held an office of state in 2014 stand in
  `tools/coverage_actors.csv` as
- judged: plainly of a state, and missing from our lists.

What remains are unlisted names with fewer than four reports and those judged to be nobody of a
state. Two bounds therefore stand beside the figure: as if every unlisted name were of a state, and
as if every listed one were of a state on every day.
"""

import argparse
import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
from babel import Locale

from longtin import actors

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
LISTS = ROOT / "src" / "longtin" / "actors" / "data"
BAR = 0.90

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

SPAN = ("start", "end")
Dated = list[tuple[date | None, date | None]]


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
def leaders() -> dict[str, Dated]:
    """Names in the sample that are heads of state or government, with their days in office."""
    rows = pl.read_parquet(SOURCES / "archigos_leaders.parquet").filter(
        pl.col("enddate") >= date(2014, 1, 1)
    )
    words = {name: set(re.findall(r"\w+", spelt(name))) for name in reports() if "(" not in name}
    found: dict[str, Dated] = {}
    for leader, start, end in rows.select("leader", "startdate", "enddate").iter_rows():
        wanted = set(re.findall(r"\w+", spelt(leader)))
        bearers = [name for name in words if wanted <= words[name] and len(words[name]) > 1]
        if bearers:
            found.setdefault(max(bearers, key=reports().__getitem__), []).append((start, end))
    return found


@cache
def listed(file: str) -> dict[str, Dated]:
    """Names of one of our lists that act for a state, with dates."""
    found: dict[str, Dated] = {}
    with (LISTS / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row.get("sphere", "state") == "state" and row["ccode"]:
                days = tuple(date.fromisoformat(row[key]) if row[key] else None for key in SPAN)
                found.setdefault(row["name"], []).append((days[0], days[1]))
    return found


@cache
def judged() -> frozenset[str]:
    """Names that plainly were of a state in 2014, by hand."""
    with (ROOT / "tools" / "coverage_actors.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["name"] for row in csv.DictReader(lines))


@cache
def sample() -> pl.DataFrame:
    """The events of 2014."""
    rows = pl.read_parquet(SOURCES / "icews_sample_2005_2015.parquet")
    return rows.filter(pl.col("benchmark") == "ICEWS14")


@cache
def reports() -> Counter[str]:
    """How often each name occurs on either side."""
    return Counter(sample()["source_name"]) + Counter(sample()["target_name"])


@cache
def why_plain(name: str, day: date) -> str:
    """Why a side is plainly of a state on a day; empty if it is not."""
    role, _, owner = name.partition(" (")
    if spelt(name) in countries():
        return "state"
    if spelt(owner.removesuffix(")")) in countries() and (
        role in governmental_roles()
        or (GOVERNMENT.search(role) and not NOT_GOVERNMENT.search(role))
    ):
        return "agency"
    if _on(leaders().get(name, ()), day):
        return "leader"
    if any(_on(listed(file).get(name, ()), day) for file in ("offices.csv", "bodies.csv")):
        return "listed"
    return "judged" if name in judged() else ""


def _on(spans: Iterable[tuple[date | None, date | None]], day: date) -> bool:
    return any((not start or start <= day) and (not end or day <= end) for start, end in spans)


@cache
def resolves(name: str, day: date) -> bool:
    """Whether the resolver says whose a name was on a day."""
    return _on(((one.start, one.end) for one in actors.affiliations(name)), day)


def measure() -> tuple[Counter[tuple[str, str]], Counter[str], dict[str, int]]:
    """Plain events by kind and outcome, plain names that fail, and the counts for the bounds."""
    outcomes: Counter[tuple[str, str]] = Counter()
    missing: Counter[str] = Counter()
    bounds = {"unlisted": 0, "outdated": 0}
    for source, target, day in (
        sample().select("source_name", "target_name", "event_date").iter_rows()
    ):
        sides = [(name, why_plain(name, day), resolves(name, day)) for name in (source, target)]
        if all(why for _, why, _ in sides):
            kind = " – ".join(sorted(why for _, why, _ in sides))
            outcomes[kind, "both" if all(found for *_, found in sides) else "not"] += 1
            missing.update(name for name, _, found in sides if not found)
            continue
        reasons = {
            actors.why_unresolved(name, day) for name, why, found in sides if not found and not why
        }
        if all(why or not found for _, why, found in sides):
            bounds["unlisted"] += reasons == {"a person or body in no list"}
            bounds["outdated"] += reasons <= {
                "a person or body in no list",
                "a person, body or state not listed for that day",
            }
    return outcomes, missing, bounds


def main() -> int:
    """Print the measure."""
    parser = argparse.ArgumentParser(description="Share of events that find both their states.")
    parser.add_argument("--top", type=int, default=40, help="how many missing names to list")
    top: int = parser.parse_args().top
    outcomes, missing, bounds = measure()
    plain = sum(outcomes.values())
    both = sum(count for (_, outcome), count in outcomes.items() if outcome == "both")
    print(__doc__)
    print(f"Events in ICEWS14: {sample().height:,}; both sides plainly state-affiliated: {plain:,}")
    print(f"Both resolve: {both:,} = {both / plain:.1%} (bar {BAR:.0%})")
    unlisted, outdated = plain + bounds["unlisted"], plain + bounds["outdated"]
    print(f"  as if every name in no list were of a state: {both / unlisted:.1%}")
    print(f"  and everyone ever in office were so on every day: {both / outdated:.1%}")
    print("\nBy kind of side:")
    for kind in sorted({kind for kind, _ in outcomes}):
        found, lost = outcomes[kind, "both"], outcomes[kind, "not"]
        print(f"  {kind:<18} {found + lost:>7,}  {found / (found + lost):.1%}")
    print(f"\nPlain names that do not resolve ({len(missing)}), commonest first:")
    for name, count in missing.most_common(top):
        print(f"  {count:>5}  {name}: {actors.why_unresolved(name)}")
    return 0 if both / plain >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())

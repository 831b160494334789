"""The record: what states did to each other, and the ties they stood in.

The shipped record is part of the package. A user's record is one DuckDB file written by
`import_files`; opened, it is read together with the shipped one. A user's file adds to the record;
it never takes away what it does not say again.

- An imported **ICEWS** file stands in for the shipped benchmarks on the days of which it holds the
  whole archive, that is on which its rows name fifty states or more: no report counts twice.
  On other days it is an extract: of the shipped rows only those give way that it has too, the same
  day, actors and code. Counts of years and months stay: they are levels, not the same acts again.
- A file of **disputes** or **alliances** brings a shipped series up to date. It stands in for what
  the record had in the years it holds whole, and elsewhere for the pairs and years it has rows of;
  **UN votes** in years of which it has half the roll calls, and on days it has votes of. Its acts
  go by the name of the series (`mid`), so that whoever reads the series reads it up to date, and
  their `origin` names the file.
- Any other file, **plain**, POLECAT or GDELT, adds to the record.

*Yes*, *no* and *not covered* are three answers. No rows for a pair on a day mean "nothing
reported" only where `covered` is true.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

import hashlib
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import polars as pl

from longtin import actors
from longtin._dates import When
from longtin._language import Language
from longtin.acts.record import store, ties, votes
from longtin.acts.record.cite import Citation, citations
from longtin.acts.record.coverage import coverage_of, covers, of_pair
from longtin.acts.record.datasets import datasets_of, refusals_of
from longtin.acts.record.held_answers import HeldAnswers
from longtin.acts.record.query import Query, States as States, names_in, refuse_unknown

if TYPE_CHECKING:
    import duckdb

Pairs = Collection[tuple[int, int]]

_SHIPPED_BALLOTS: dict[tuple[str, str | None], tuple[votes.Ballots, ...]] = {}
"""What has been read of the shipped votes, which are the same in every record without a file."""


class Record:
    """Acts and ties, read only. Use it in a `with` block, or close it.

    Example:
        >>> with Record.shipped() as record:
        ...     record.covered("atop", 816, date(2019, 1, 1))
        False
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", path: Path | None) -> None:
        self._connection = connection
        self._cast = _SHIPPED_BALLOTS if path is None else {}
        self._tied: dict[str, pl.DataFrame] = {}
        self._answers = HeldAnswers()
        self.path = path
        self.struck: tuple[str, ...] = ()

    @classmethod
    def shipped(cls) -> "Record":
        """The record inside the package."""
        return cls(store.connect(None), None)

    @classmethod
    def open(cls, path: str | Path) -> "Record":
        """A user's record over the shipped one.

        Raises:
            RecordError: There is no such file, or it is not a record, or another program is
                writing to it.
        """
        return cls(store.connect(Path(path)), Path(path))

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    @property
    def connection(self) -> "duckdb.DuckDBPyConnection":
        """For queries of your own: `acts`, `domestic`, `refusals`, `ties` and `votes` are views."""
        return self._connection

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def acts(
        self,
        source: States = None,
        target: States = None,
        *,
        start: When | None = None,
        end: When | None = None,
        datasets: Collection[str] | None = None,
        spheres: tuple[str | None, str | None] | None = ("state", "state"),
        columns: Collection[str] | None = None,
    ) -> pl.DataFrame:
        """Acts between two different states, in the columns of `ACT`.

        Args:
            source: Who acted, by name or code, or several of them; all without it.
            target: The same for towards whom.
            start: Only acts whose whole period is not before this day: a date, or text such as
                `2014-05`, of which the first day counts.
            end: Only acts whose whole period is not after this day, or the last of what is named: a
                year's count is not known before the year is over.
            datasets: Only these.
            spheres: Who within the two states; `None` in a place lets any through, and `None`
                for the pair as well.
            columns: Only these, which is quicker; all without it.

        Returns:
            In order of start, dataset and origin; some columns only, in no order that is promised.

        Raises:
            ActorError: No such state.
            RecordError: A dataset, sphere or column that is not there, or the end is before the
                start.
        """
        return self._rows("acts", Query(source, target, start, end, datasets, spheres, columns))

    def domestic(
        self,
        state: States = None,
        *,
        start: When | None = None,
        end: When | None = None,
        datasets: Collection[str] | None = None,
        spheres: tuple[str | None, str | None] | None = None,
    ) -> pl.DataFrame:
        """Acts within one state, kept apart from acts between states; arguments as `acts`."""
        return self._rows("domestic", Query(state, None, start, end, datasets, spheres))

    def exchanges(
        self,
        state1: States = None,
        state2: States = None,
        *,
        start: When | None = None,
        end: When | None = None,
        datasets: Collection[str] | None = None,
    ) -> pl.DataFrame:
        """What pairs of states exchanged, both directions added up, in the columns of `EXCHANGE`.

        These sources do not say who did what to whom. Only the share of cooperation,
        `cooperation / (cooperation + conflict)`, means the same in all of them: `gdelt_network`
        sums a daily score and `reports` its days with news, `gdelt_east_asia` and `gdelt_india`
        count events.

        Args:
            state1: One of the two, by name or code, or several of them; any without it.
            state2: The other one; which is which does not matter.
            start: As in `acts`, and so are the others.
            end: Only exchanges whose whole period is not after this day.
            datasets: Only these.

        Returns:
            `state1 < state2`, in order of start, dataset and states.

        Raises:
            ActorError: No such state.
            RecordError: A dataset that is not there, or the end is before the start.

        Example:
            >>> with Record.shipped() as record:
            ...     found = record.exchanges("VNM", "CHN", start="2026-07")
            >>> found["dataset"].to_list()
            ['gdelt_east_asia']
        """
        query = Query(state1, state2, start, end, datasets)
        sql = query.exchanged(self.datasets()["dataset"].to_list())
        return store.frame(self._connection, sql)

    @cached_property
    def density(self) -> pl.DataFrame:
        """How dense the shipped dated acts are, span by span, in the columns of `DENSITY`.

        `sampling` is how many acts between states of the complete yearly counts the span's datasets
        hold together for each act of the complete archive; `measured_by` says how that is known.
        Where the counts have ended, it takes the archive to have been as busy as in 2005–2013.
        `acts` are all between those states, `state_acts` those whose two sides act for the state;
        `days` are the days that are covered.
        """
        return store.frame(self._connection, "SELECT * FROM density ORDER BY start")

    @cached_property
    def withheld(self) -> pl.DataFrame:
        """Event types that a dataset does not hold on some of its days, in columns of `WITHHELD`.

        They were taken out by whoever made the dataset, so that their absence says nothing.
        """
        return store.frame(self._connection, "SELECT * FROM withheld ORDER BY dataset, code, text")

    def _rows(self, table: str, query: Query) -> pl.DataFrame:
        asked = query.sql(table, *names_in(self.datasets()))
        held = self._answers.get(asked)
        if held is not None:
            return held
        return self._answers.keep(asked, store.frame(self._connection, asked))

    def refusals(self, dataset: str | None = None, language: str = "en") -> pl.DataFrame:
        """Rows that became no act, with the reason; columns as `REFUSAL`.

        Args:
            dataset: Only of this; of all without it.
            language: `en` or `vi`, for the reasons.
        """
        return refusals_of(self._connection, dataset, Language(language))

    def datasets(self) -> pl.DataFrame:
        """What the record is made of: titles, versions, licences, spans, counts, sampling.

        `sampling` is how many acts between states that the complete yearly counts cover there are
        for each act of the complete archive; empty where nobody knows. `rows` is `acts` +
        `domestic` + `refused` + `silent` + `duplicates`. A file that brings a series up to date
        has the role `update`, and the series reaches from its first year to its last.
        """
        return self._datasets

    @cached_property
    def _datasets(self) -> pl.DataFrame:
        """Read once: a record is not written to while it is open."""
        return datasets_of(self._connection, with_mine=self.path is not None)

    def coverage(self, pair: tuple[int, int] | None = None) -> pl.DataFrame:
        """What each dataset can speak of, in the columns of `COVER`.

        Without `ccode`, of every state; without `partner`, of the state with any other that is
        covered too; with both, of the pair, either way round. `quads` are the classes of act it
        shows, all where it is empty. What a user's file shows is the days on which it holds the
        whole archive, and elsewhere the pairs it has rows of, month by month.

        Args:
            pair: Correlates of War codes of two states. With it, when each dataset speaks of the
                two together, and these two as `ccode` and `partner`.
        """
        return self._coverage if pair is None else of_pair(self._coverage, *pair)

    @cached_property
    def _coverage(self) -> pl.DataFrame:
        return coverage_of(self._connection, with_mine=self.path is not None)

    def covered(self, dataset: str, ccode: int, day: date, partner: int | None = None) -> bool:
        """Whether silence of a dataset on a state and day means that nothing was reported.

        Never so where the state is not alive.

        Args:
            dataset: Its name.
            ccode: The state.
            day: The day.
            partner: Of the two together; without it, whether the dataset speaks of the state with
                anybody at all.

        Raises:
            RecordError: No such dataset.
        """
        Query(datasets=[dataset]).check(self.datasets()["dataset"].to_list())
        states = (ccode,) if partner is None else (ccode, partner)
        alive = all(
            any(start <= day and (end is None or day <= end) for start, end in actors.spells(state))
            for state in states
        )
        return alive and covers(self.coverage(), dataset, ccode, partner, day)

    def ties(
        self,
        tie: str,
        ccodes: Collection[int] | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> pl.DataFrame:
        """Standing relations of one kind, in the columns of `TIE`.

        Args:
            tie: `alliance` (what state1 promised state2; `value` counts kinds of obligation,
                `detail` names them), `igo` (`value` shared memberships, by year), `contiguity`
                (`value` 1 land … 5 within 400 miles of water), `distance` (`value` kilometres
                between capitals), `troops` (`value` forces of state1 in state2, by year), `claim`
                (territory of state2 that state1 claims, from the user's own file), and of one
                state: `capability` (`value` CINC share, by year), `major`, `capital`, `leader`,
                `democracy` (`value` V-Dem's electoral democracy index, from 0 to 1, by year;
                small states without one are not covered).
            ccodes: Only ties among these states.
            start: Only ties that still held on this day or later.
            end: Only ties that had begun by this day.

        Returns:
            In order of states and start. `end` is empty where the tie still held when its source
            stopped, which `coverage` tells: it is carried on from there.

        Raises:
            RecordError: No such tie.
        """
        refuse_unknown("tie", tie, ties.KINDS)
        if tie == ties.LARGE:
            return ties.ties(self._connection, tie, ccodes, start, end)
        if tie not in self._tied:
            self._tied[tie] = ties.every(self._connection, tie, in_order=self.path is None)
        return ties.among(self._tied[tie], ccodes, start, end)

    def votes_agreement(
        self,
        pairs: Pairs | None = None,
        by: str = "year",
        issue: str | None = None,
        since: int | None = None,
    ) -> pl.DataFrame:
        """How alike two states voted in the UN General Assembly.

        On each roll call in which both voted: the same vote is 1, abstention against yes or no
        one half, yes against no 0. Absence is missing, not abstention. Few common votes say
        little: read `common` beside `agree`.

        Args:
            pairs: COW codes of the pairs wanted; every pair, both ways round, without it.
            by: `year` or `session`.
            issue: Only roll calls on one of `me` Palestinian conflict, `nu` nuclear weapons,
                `di` arms control, `hr` human rights, `co` colonialism, `ec` development.
            since: First year or session; from the first there is without it.

        Returns:
            `state1, state2, period, common, agree, expected`, where the two have a common vote;
            `expected` is the agreement chance alone would give two states that vote yes, abstain
            and no as often as these do on their common roll calls, so that
            `(agree - expected) / (1 - expected)` corrects for chance (weighted kappa).

        Raises:
            RecordError: No such period or issue.

        Source:
            Index of agreement of A. Lijphart, "The Analysis of Bloc Voting in the General
            Assembly", American Political Science Review 57:4 (1963); F. Häge, "Choice or
            Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance Agreement",
            Political Analysis 19:3 (2011); data of [Voeten2013].
        """
        return votes.agreement(self._ballots(by, issue), pairs, since)

    def _ballots(self, by: str, issue: str | None) -> tuple[votes.Ballots, ...]:
        """Every vote, read once: what is open does not change."""
        if (by, issue) not in self._cast:
            self._cast[by, issue] = votes.ballots(self._connection, by, issue)
        return self._cast[by, issue]

    def cite(self, datasets: Collection[str] | None = None) -> tuple[Citation, ...]:
        """References of the sources, in alphabetical order.

        Args:
            datasets: Only what these rest on; the whole record without it.
        """
        return citations(self.datasets(), datasets)

    def versions(self) -> pl.DataFrame:
        """Every source with its version, licence, span and checksum."""
        wanted = ("dataset", "title", "version", "licence", "start", "end", "sha256")
        return self.datasets().select(wanted)

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with anything in the record."""
        whole = hashlib.sha256(store.shipped("version.txt").read_bytes())
        for checksum in sorted(self.datasets()["sha256"].to_list()):
            whole.update(checksum.encode())
        whole.update("".join(self.struck).encode())
        return whole.hexdigest()[:12]

    @property
    def first(self) -> date:
        """First day of the earliest act."""
        return self._extreme("min(start)")

    @property
    def last(self) -> date:
        """Last day of the latest act."""
        return self._extreme('max("end")')

    def _extreme(self, which: str) -> date:
        found: date = store.frame(self._connection, f"SELECT {which} AS day FROM acts")["day"][0]
        return found

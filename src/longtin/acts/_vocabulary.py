"""Vocabulary of event types: kinds of act and what codes become, from the shipped tables."""

import csv
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import polars as pl


@dataclass(frozen=True)
class Kind:
    """A PLOVER type, or STATEMENT, which PLOVER leaves out.

    Attributes:
        kind: Its name, in capitals as PLOVER writes it.
        label_en: What a reader is shown in English.
        label_vi: What a reader is shown in Vietnamese.
        plover: Whether PLOVER has it.
        school: Which reading of trust its acts speak to: deeds to `norm`, words to `affinity`.
        quad: PLOVER's class: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict.
        within: The type that a kind of talk is a part of; `None` of a type itself.
    """

    kind: str
    label_en: str
    label_vi: str
    plover: bool
    school: str
    quad: int
    within: str | None = None


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a table in `acts/data`, as text."""
    path = files("longtin.acts") / "data" / table
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of act by its name, cooperation before conflict."""
    return {
        row["kind"]: Kind(
            kind=row["kind"],
            label_en=row["label_en"],
            label_vi=row["label_vi"],
            plover=row["plover"] == "true",
            school=row["school"],
            quad=int(row["quad"]),
        )
        for row in rows_of("kinds.csv")
    }


@cache
def finer_kinds() -> dict[str, Kind]:
    """The kinds of act with kinds of talk apart: visits, negotiation, announced meetings.

    They follow the types, whose rest keeps the type's name.
    """
    apart = {
        row["kind"]: replace(
            kinds()[row["within"]],
            kind=row["kind"],
            label_en=row["label_en"],
            label_vi=row["label_vi"],
            plover=False,
            within=row["within"],
        )
        for row in rows_of("kinds_of_talk.csv")
    }
    return kinds() | apart


def finer_kind() -> pl.Expr:
    """The kind of each act with kinds of talk apart, from its type, its mode and CAMEO's code."""
    found = pl.col("kind")
    for row in rows_of("talk.csv"):
        told = (pl.col("kind") == row["within"]) & (pl.col(row["column"]) == row["value"])
        found = pl.when(told).then(pl.lit(row["kind"])).otherwise(found)
    return found.alias("kind")


@cache
def cameo() -> pl.DataFrame:
    """CAMEO's codes, their words, and what each becomes: kind, mode, domain, quad."""
    return _frame("cameo.csv", ("code", "name", "kind", "mode", "domain", "quad"))


@dataclass(frozen=True)
class EventType:
    """A row of CAMEO.

    Attributes:
        kind: What it becomes, as `Kind` names it.
        mode: PLOVER's mode, if it has one.
        quad: CAMEO's class: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict.
        domain: PLOVER's context, if it has one.
        code: With its leading zero.
        text: CAMEO's words.
    """

    kind: str
    mode: str | None
    quad: int
    domain: str | None
    code: str
    text: str

    @property
    def root(self) -> str:
        """The two digits of its root: `01` to `20`."""
        return self.code[:2]

    @property
    def is_conflict(self) -> bool:
        """Whether it is an act of conflict."""
        return self.quad > 2


@cache
def event_types() -> dict[str, EventType]:
    """CAMEO's rows by their codes."""
    columns = ("kind", "mode", "quad", "domain", "code", "name")
    return {row[4]: EventType(*row) for row in cameo().select(columns).iter_rows()}


@cache
def event_types_by_words() -> dict[str, EventType]:
    """The same by their words in small letters; the finer one, where two have the same."""
    return {row.text.lower(): row for row in event_types().values()}


def readings(code: str) -> list[EventType]:
    """What a code may stand for: itself, and with the zero that programs take off numbers."""
    return [event_types()[each] for each in (code, f"0{code}") if each in event_types()]


@cache
def mid() -> pl.DataFrame:
    """Disputes' hostility levels and actions, and what each becomes.

    A row without an action stands for the whole level.
    """
    columns = ("hostility", "action", "name", "kind", "mode", "domain", "quad")
    return _frame("mid.csv", columns).with_columns(
        pl.col("hostility", "action").cast(pl.Int16),
    )


@cache
def dataset_titles() -> dict[str, str]:
    """What the shipped datasets are called in Vietnamese, by their English titles."""
    return {row["title"]: row["title_vi"] for row in rows_of("titles.csv")}


@cache
def _texts() -> dict[str, str]:
    """What archives call acts, in Vietnamese, by the English in small letters."""
    return {row["text"].lower(): row["vi"] for row in rows_of("texts.csv")}


def text_in(text: str, language: str) -> str:
    """What an archive calls an act, such as CAMEO's "Make a visit", in a language.

    Args:
        text: As the archive has it, in English.
        language: `en` or `vi`.

    Returns:
        The words; those given where the language is English or where the text is of no code that
        the tables know, such as a sentence from a file of the user's own. What stands before a
        colon and is no part of such words, as the id of a promise, stays as it is.
    """
    if language == "en":
        return text
    about, colon, words = text.rpartition(": ")
    known = _texts()
    return known.get(text.lower()) or f"{about}{colon}{known.get(words.lower(), words)}"


@cache
def actor_types() -> dict[str, str]:
    """The sphere of each CAMEO role and PLOVER sector: `GOV` is `state`, `REB` is `armed`."""
    return {row["code"]: row["sphere"] for row in rows_of("actor_types.csv")}


def table(name: str) -> pl.DataFrame:
    """A table of `acts/data` as it stands, every column text, blanks empty."""
    frame = pl.DataFrame(rows_of(name))
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all()))


def _frame(name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    return table(name).select(columns).with_columns(pl.col("quad").cast(pl.Int8))

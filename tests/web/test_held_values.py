"""What the workbench holds for whoever asks next: bounded in bytes, made once, up to date."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from threading import Event
from typing import cast

import numpy as np
import polars as pl
import pytest

from longtin.acts import Record
from longtin.errors import BusyError, LongtinError
from longtin.page import Cell, Column, Document, Section, Table
from longtin.web.reckoning import long_counts
from longtin.web.reckoning.held_values import HeldValues, bytes_of
from longtin.web.reckoning.long_counts import LongCounts
from longtin.web.serving.refusals import status_of

ROWS = 400
"""Of a table of a document."""


@dataclass(frozen=True)
class Answer:
    """An answer that keeps what it was made of."""

    document: Document
    figures: pl.DataFrame
    draws: np.ndarray


def answer(number: int) -> Answer:
    """One with some 100 kB of text and of numbers each."""
    rows = [[Cell(f"{number} {row} {'text' * 20}")] for row in range(ROWS)]
    table = Table.of("", [Column("said")], rows)
    document = Document("en", "", "", "", (Section("all", "", tables=(table,)),))
    figures = pl.DataFrame({"trust": np.arange(6_000.0)})
    return Answer(document, figures, np.ones(12_000)[:6_000])


def test_an_answer_is_counted_with_its_words_its_columns_and_the_arrays_behind_its_views() -> None:
    """A bound in bytes holds only if nothing large is left out."""
    made = answer(0)
    text = sum(len(row[0].text) for row in made.document.sections[0].tables[0].rows)

    assert bytes_of(made) > text + 6_000 * 8 + 12_000 * 8
    assert bytes_of([made] * 3) < bytes_of(made) + 200
    assert bytes_of(Record) == bytes_of(answer) == 0


def test_what_is_remembered_stays_under_its_bound() -> None:
    """Thirty documents, of which some ten have room; the last ones are held."""
    one = bytes_of(answer(0))
    held, made = HeldValues[Answer](10 * one), []

    def make(number: int) -> Answer:
        made.append(number)
        return answer(number)

    for number in range(30):
        held.get(number, lambda number=number: make(number))  # type: ignore[misc]
        assert held.size <= 10 * one
    assert held.size > 8 * one
    held.get(29, lambda: make(29))
    held.get(0, lambda: make(0))
    assert made == [*range(30), 0]


def test_one_that_is_larger_than_the_bound_is_held_until_the_next() -> None:
    """Whoever waited for it comes back for it."""
    held = HeldValues[bytes](10)
    held.get("large", lambda: bytes(1_000))
    assert held.find("large")
    held.get("next", lambda: b"")
    assert not held.find("large")


def test_what_was_being_made_when_all_was_forgotten_is_not_held() -> None:
    """It was made from a record that has been changed since."""
    held = HeldValues[str](1_000)

    def make() -> str:
        held.clear()
        return "of before"

    assert held.get("asked", make) == "of before"
    assert held.get("asked", lambda: "of now") == "of now"


class Opened:
    """A record that only opens and shuts."""

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def opened() -> Record:
    """One that long counts are given."""
    return cast("Record", Opened())


def test_no_more_long_counts_are_taken_on_than_can_be_made_in_a_while() -> None:
    """Who asks for one more asks again, or is told to; what is held is given meanwhile."""
    gate, counts = Event(), LongCounts(opened)

    def make(_: Record) -> str:
        gate.wait()
        return "counted"

    with ThreadPoolExecutor(1) as other:
        for number in range(long_counts.MOST_ASKED):
            assert counts.now(number, make) is None
        waiting = other.submit(counts.awaited, 0, make)
        assert counts.now("more", make) is None
        with pytest.raises(BusyError) as refused:
            counts.awaited("more", make)
        assert status_of(refused.value) == HTTPStatus.SERVICE_UNAVAILABLE
        gate.set()
        assert waiting.result() == "counted"
    while counts.now("more", make) is None:
        time.sleep(0.01)
    assert counts.now(0, lambda _: "made anew") == "counted"
    counts.forget()
    assert counts.awaited(0, lambda _: "made anew") == "made anew"
    counts.close()


def test_why_a_long_count_failed_is_told_once() -> None:
    """The next who asks begins it anew."""
    counts = LongCounts(opened)

    def fail(_: Record) -> str:
        raise LongtinError("It cannot be counted. Ask for less.")

    with pytest.raises(LongtinError, match="cannot be counted"):
        counts.awaited("asked", fail)
    assert counts.awaited("asked", lambda _: "counted") == "counted"
    counts.close()

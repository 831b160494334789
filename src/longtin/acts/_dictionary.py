"""Words and meanings as a record holds them: each once, with a number, and rows hold numbers.

Names, codes and types of act are the same few again and again. Written once, five million rows take
a fifth of the time and the room.
"""

from collections.abc import Iterable

import polars as pl

from longtin.acts._schema import MEANING

Meaning = tuple[str | None, str | None, int | None, str | None, str | None, str | None]


class Dictionary:
    """Words and meanings, numbered in the order in which they are met.

    Args:
        words: Those that a record has already, by number.
        meanings: The same.
    """

    def __init__(self, words: Iterable[str] = (), meanings: Iterable[Meaning] = ()) -> None:
        self._words = {word: number for number, word in enumerate(words)}
        self._meanings = {meaning: number for number, meaning in enumerate(meanings)}
        self._held = len(self._words), len(self._meanings)

    def word(self, text: str) -> int:
        """The number of a word; a new one gets the next."""
        return self._words.setdefault(text, len(self._words))

    def meaning(self, meaning: Meaning) -> int:
        """The number of a meaning; a new one gets the next."""
        return self._meanings.setdefault(meaning, len(self._meanings))

    def words(self, column: pl.Series) -> pl.Series:
        """The number of each word in a column; empty where it is."""
        different = column.drop_nulls().unique(maintain_order=True).to_list()
        numbers = [self.word(text) for text in different]
        return column.replace_strict(different, numbers, default=None, return_dtype=pl.Int32)

    def meanings(self, rows: pl.DataFrame) -> pl.Series:
        """The number of what each row means, by the columns of `MEANING`."""
        different = rows.select(list(MEANING)).unique(maintain_order=True)
        numbers = [self.meaning(meaning) for meaning in different.rows()]
        told = different.with_columns(pl.Series("meaning", numbers, pl.Int32))
        return rows.select(list(MEANING)).join(
            told, on=list(MEANING), how="left", nulls_equal=True, maintain_order="left"
        )["meaning"]

    def new(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Words, then meanings, that were not there at first, each with its number."""
        words, meanings = list(self._words), list(self._meanings)
        first_word, first_meaning = self._held
        return (
            _numbered(
                first_word, pl.DataFrame({"word": words[first_word:]}, {"word": pl.String()})
            ),
            _numbered(first_meaning, pl.DataFrame(meanings[first_meaning:], MEANING, orient="row")),
        )

    def spelt(self, number: int) -> str:
        """The word of a number."""
        if len(self._by_number) < len(self._words):
            self._by_number = list(self._words)
        return self._by_number[number]

    _by_number: list[str] = []  # noqa: RUF012 - replaced, never changed


def _numbered(first: int, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.int_range(first, first + pl.len(), dtype=pl.Int32).alias("number"), pl.all()
    )

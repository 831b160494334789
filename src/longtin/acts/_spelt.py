"""What the spellings of a large file mean: each is worked out once, by the reader's own rules.

Whose a person was depends on the day, so each actor's answers are kept as steps in time.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts._dictionary import Dictionary
from longtin.acts._held import NO_DAY, SPHERE
from longtin.acts._judge import CCODE, DAY, FAULT, FIRST, LAST, NAME, NONE, REASON, WITHIN
from longtin.acts._lines import fields
from longtin.acts._reader import Separable
from longtin.acts._scan import Spellings
from longtin.acts._stage import Received, Source

SEPARATE = ("when", "source", "target", "what")
"""The parts of a row that are spelt by themselves, in the order in which faults count."""


class Spelt:
    """What each spelling in a file means."""

    def __init__(self, source: Source, dictionary: Dictionary) -> None:
        assert source.reader.separable is not None  # noqa: S101 - `can` has seen to it
        self._separable: Separable = source.reader.separable
        self.number = self._separable.number
        self._reader, self._dictionary = source.reader, dictionary
        places = source.seats.places
        self._columns = [
            sorted(
                (c for c in getattr(self._separable, part) if c in places), key=places.__getitem__
            )
            for part in SEPARATE
        ]
        self.spellings = Spellings([[places[c] for c in group] for group in self._columns])
        self._actors: dict[tuple[str | None, ...], tuple[int, int]] = {}
        self.known, self.steps = np.empty((0, 4), np.int32), np.empty((0, 4), np.int32)

    def learn(self, count: int, received: Received) -> None:
        """Work out all spellings up to a number that are not known yet."""
        begun = len(self.known)
        texts = self.spellings.text(begun, count - begun)
        groups = self.spellings.group_of(begun, count - begun)
        found = np.full((len(texts), 4), NONE, np.int32)
        for group, part in enumerate(SEPARATE):
            here = np.flatnonzero(groups == group)
            if not len(here):
                continue
            rows = self._rows(group, [texts[place] for place in here.tolist()])
            raw = self._reader.raw(rows)
            found[here, FAULT] = self._numbers(raw["problem"])
            if part == "when":
                received.speak_for(self._reader.spoken_for(rows))
                found[here, FIRST], found[here, LAST] = _days(raw["start"]), _days(raw["end"])
            elif part == "what":
                meanings = self._dictionary.meanings(raw)
                found[here, FIRST], found[here, LAST] = meanings.to_numpy(), raw["count"].to_numpy()
            else:
                found[here, NAME] = self._numbers(raw[f"{part}_name"])
                found[here, FIRST], found[here, LAST] = self._stepped(raw, part)
        self.known = np.concatenate([self.known, found])

    def _rows(self, group: int, texts: Sequence[bytes]) -> pl.DataFrame:
        """Rows as readers take them: sound but for what the spellings say."""
        known = (*self._reader.required, *self._reader.optional)
        cells = [fields(text.decode("utf-8", "replace"), "\t") for text in texts]
        said = {
            column: pl.Series(column, [row[place].strip() or None for row in cells], pl.String)
            for place, column in enumerate(self._columns[group])
        }
        return pl.select(
            pl.int_range(len(texts), dtype=pl.Int32).alias("row"),
            pl.lit("").alias("line"),
            pl.lit(None, pl.String).alias("problem"),
            *(
                said.get(column, pl.lit(self._sound(column, group), pl.String).alias(column))
                for column in known
            ),
        )

    def _sound(self, column: str, group: int) -> str | None:
        own = column in getattr(self._separable, SEPARATE[group])
        return None if own else self._separable.sound.get(column)

    def _numbers(self, column: pl.Series) -> NDArray[np.int32]:
        return self._dictionary.words(column).fill_null(NONE).to_numpy().astype(np.int32)

    def _stepped(self, raw: pl.DataFrame, side: str) -> NDArray[np.int32]:
        """Where the steps of each side's actor begin and end; new actors are looked up."""
        actors = raw.select(f"{side}_{part}" for part in ("name", "country", "sectors")).rows()
        faultless = raw["problem"].is_null().to_list()
        wanted = [actor for actor, sound in zip(actors, faultless, strict=True) if sound]
        new = [actor for actor in dict.fromkeys(wanted) if actor not in self._actors]
        turns = [[date.min, *self._reader.turns(name, country)] for name, country, _ in new]
        asked = [(*actor, day) for actor, days in zip(new, turns, strict=True) for day in days]
        schema = {
            "name": pl.String(),
            "country": pl.String(),
            "sectors": pl.String(),
            "day": pl.Date(),
        }
        answers = self._reader.look_up(pl.DataFrame(asked, schema, orient="row"))
        begun = len(self.steps)
        for actor, days in zip(new, turns, strict=True):
            self._actors[actor] = begun, begun + len(days)
            begun += len(days)
        sphere = answers["sphere"].replace_strict(SPHERE, default=None, return_dtype=pl.Int32)
        found = np.empty((answers.height, 4), np.int32)
        found[:, DAY] = _days(answers["day"])
        found[:, CCODE] = answers["ccode"].fill_null(NONE).to_numpy()
        found[:, WITHIN] = sphere.fill_null(NONE).to_numpy()
        found[:, REASON] = self._numbers(answers["reason"])
        self.steps = np.concatenate([self.steps, found])
        return np.array([self._actors.get(actor, (NONE, NONE)) for actor in actors], np.int32).T


def _days(column: pl.Series) -> NDArray[np.int32]:
    """Days since 1970."""
    return column.cast(pl.Int32).fill_null(NO_DAY).to_numpy().astype(np.int32)

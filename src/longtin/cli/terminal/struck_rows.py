"""What striking rows of the record changes, told on standard error beside the answer."""

import sys
from typing import TYPE_CHECKING, Any

from longtin._language import EN_DASH

if TYPE_CHECKING:
    from longtin._language import Language
    from longtin.trust import Estimate


def struck_rows(found: "Estimate", words: "Language") -> None:
    """Say for each pair what trust is without the rows that were struck, and with them.

    Args:
        found: By the record without them; says nothing where none were struck.
        words: The language.
    """
    rows = found.record.struck
    if not rows:
        return
    from longtin import actors, trust

    last = found.beliefs.ends[-1]
    frame, whole = (
        each.frame(last, carried=True) for each in (found, trust.with_struck_rows(found))
    )
    told = []
    for row, held in zip(frame.iter_rows(named=True), whole.iter_rows(named=True), strict=True):
        figures = [_figure(each, words) for each in (row, held)]
        if figures[0] == figures[1] and frame.height > 1:
            continue
        truster, trustee = (
            actors.in_sentence(actors.near(row[side], last).name(words.code), words.code)
            for side in ("ccode1", "ccode2")
        )
        told.append(
            words.say(
                "trust of {truster} in {trustee} on {day}: {without} without, {whole} with",
                truster=truster,
                trustee=trustee,
                day=words.date(last),
                without=figures[0],
                whole=figures[1],
            )
        )
    said = words.say(
        "Struck: {rows}; {difference}.",
        rows=", ".join(rows),
        difference="; ".join(told) or words.say("no figure changes"),
    )
    sys.stderr.write(f"longtin: {said}\n")


def _figure(row: "dict[str, Any]", words: "Language") -> str:
    """Trust with its interval, or that there is too little to say."""
    if row["trust"] is None:
        return words.say("too little to say")
    trust, low, high = (words.level(row[each]) for each in ("trust", "low", "high"))
    return f"{trust} ({low}{EN_DASH}{high})"

"""What striking rows of the record changes, told on standard error beside the answer."""

import sys
from typing import TYPE_CHECKING

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

    whole, last = trust.with_struck_rows(found), found.beliefs.ends[-1]
    frame = found.frame(last, carried=True)
    told = []
    for row in frame.iter_rows(named=True):
        figures = [
            words.say("too little to say") if each is None else words.level(each)
            for each in (row["trust"], whole[row["ccode1"], row["ccode2"]])
        ]
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

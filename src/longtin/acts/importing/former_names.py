"""Former names: states that a person's table calls by a name no longer in use on the day."""

from typing import TYPE_CHECKING

from longtin import actors
from longtin._language import message
from longtin.acts._reason import Reason, Remark
from longtin.errors import Listing, Phrase, Term

if TYPE_CHECKING:
    import duckdb

FORMER = Reason(
    "former-names",
    message("{n} names that were no longer in use on the day: {names}"),
    message("{n} name that was no longer in use on the day: {names}"),
)
READ_AS = message("'{name}', in use until {until}, read as {state}")
MOST = 8
"""Names that are said; others are counted."""


def former_names(connection: "duckdb.DuckDBPyConnection") -> Remark | None:
    """What a user should know of the names in the tables `actors` and `spells`; usually nothing."""
    rows = connection.execute(
        "SELECT actors.country, max(spells.since) FROM actors JOIN spells "
        "ON spells.actor = actors.number WHERE spells.ccode IS NOT NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    found = []
    for name, day in rows:
        if until := actors.former_name(name, day):
            state = actors.find(name, day)
            found.append(
                Phrase(READ_AS, name=name, until=until, state=Term(state.name_en, state.name_vi))
            )
    if not found:
        return None
    return FORMER.remark(n=len(found), names=Listing(found[:MOST], between="; ", last="; "))

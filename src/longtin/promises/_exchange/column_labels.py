"""What the columns of tables of statements hold, for whoever opens them in a spreadsheet."""

from types import MappingProxyType
from typing import Final

from longtin._language import message

SHARED: Final = {
    "id": message("Name of the statement"),
    "by": message("Who: state by ISO code, list of states or organisation"),
    "issue": message("What it is about"),
    "says": message("In full, in our words"),
    "terms": message("Key words of the text itself"),
    "document": message("Document in which it stands"),
    "symbol": message("Official symbol of the document"),
    "at": message("Page, paragraph or article"),
    "read_in": message("Where it was read"),
    "certainty": message("verified in the source, memory, or a judgement"),
    "stated_by": message("Which of the five sources states it"),
}
COMMITMENT_LABELS: Final = MappingProxyType(
    SHARED
    | {
        "to": message("To whom; empty where nobody is named"),
        "made": message("Day of the promise"),
        "title": message("In a few words"),
        "rung": message("pledge, commitment, allocation or disbursement"),
        "iati": message("Transaction type of IATI for the rung and direction"),
        "direction": message("outgoing: given; incoming: received"),
        "entry": message("How it stands to earlier statements"),
        "crs": message("Nature of submission of OECD CRS"),
        "amount": message("How much; of a range its middle"),
        "low": message("At least"),
        "high": message("At most"),
        "unit": message("Unit of the amount"),
        "about": message("Whether the text says some or about"),
        "a_year": message("Whether it is due in each year"),
        "price_year": message("Year of the prices"),
        "due": message("Last day; empty where the text names none"),
        "due_said": message("The words for it"),
        "on_condition": message("What it hangs on"),
        "as_of": message("Day of all that follows; nothing later is used"),
        "status": message("How it stands in one word"),
        "timeliness": message("Against its day"),
        "completeness": message("Against its amount"),
        "contest": message("Whether somebody sees it otherwise"),
        "delivered": message("How much was done, in the unit of the amount"),
        "obs_status": message("Observation status of SDMX for what was delivered"),
        "share": message("Delivered, of the least that keeps the promise"),
        "days_late": message("Days from its day to when it was whole, or to as_of"),
        "last_told": message("Day of the last thing told of it"),
        "restates": message("Earlier promise that it says again"),
        "restated_by": message("Later promise that says it again"),
        "part_of": message("Larger promise it is a part of"),
        "instrument": message("Symbol of the agreement in the books of both sides"),
        "cause": message("Why it ended or was not kept, as somebody says; empty: unknown"),
    }
)
"""What each column of `commitment_frame` holds: messages of the catalogue."""

POSITION_LABELS: Final = MappingProxyType(
    SHARED
    | {
        "name": message("Who, by name"),
        "on": message("Day of the document"),
        "strength": message("Step of the scale of strength"),
        "rank": message("The same from 1, the weakest, to 5"),
        "followed": message("Laws, budgets, commitments and deeds that followed"),
    }
)
"""What each column of `position_frame` holds: messages of the catalogue."""

WORD_LABELS: Final = MappingProxyType(
    {
        "form": message("written, finding or verbal"),
        "on": message("Day of the promise, or of what was found"),
        "code": message("CAMEO code of a verbal promise"),
        "text": message("What was promised or found, in a few words"),
        "who": message("Who promised to whom, or who looked"),
        "origin": message("Row of the record, or id of the commitment"),
        "reports": message("Reports of it within a week"),
        "window": message("Days that it had"),
        "outcome": message("How it agrees with what was done or found"),
        "deed": message("Day of what was done or found"),
        "deed_text": message("What was done, in a few words"),
        "deed_origin": message("Row of the act"),
        "days": message("Days from word to deed"),
        "base": message("Chance that such an act would have followed anyway"),
        "foreseen": message("The same by the two years before alone"),
        "reply": message("What the other side says or did next"),
        "reply_quad": message("Class of that act, 1 to 4"),
        "share": message("Delivered, of the least that keeps the promise"),
        "difference": message("Done or found less what was stated, in the unit"),
        "unit": message("Unit of the amount"),
    }
)
"""What each column of `words_frame` holds: messages of the catalogue."""

"""Page of what is odd in a file of statements: one remark a line, with its place."""

from pathlib import Path
from typing import Any, Final

from longtin._language import Language, message, told
from longtin.promises._statements.statement_checks import RemarkLevel, StatementReport

LEVELS: Final[dict[RemarkLevel, str]] = {
    "warning": message("warning"),
    "advice": message("advice"),
}


def remarks_in_words(file: Path, found: StatementReport, language: Language) -> tuple[str, ...]:
    """What a file of statements holds, and each remark on it."""
    say, held = language.say, found.statements
    counted = say(
        "{file}: {commitments} and {positions}.",
        file=file,
        commitments=language.count("{n} commitment", "{n} commitments", len(held.commitments)),
        positions=language.count("{n} position", "{n} positions", len(held.positions)),
    )
    lines = [
        say(
            "{place}: {level}: {id}: {what}",
            place=each.place,
            level=say(LEVELS[each.level]),
            id=each.about,
            what=told(each.says, language),
        )
        for each in found.remarks
    ]
    return (counted, *(lines or [say("Nothing odd was found.")]))


def remarks_as_data(file: Path, found: StatementReport, language: Language) -> dict[str, Any]:
    """The same as plain data: counts, and `place`, `id`, `level`, `says` of each remark."""
    return {
        "file": str(file),
        "commitments": len(found.statements.commitments),
        "positions": len(found.statements.positions),
        "remarks": [
            {
                "place": each.place,
                "id": each.about,
                "level": each.level,
                "says": told(each.says, language),
            }
            for each in found.remarks
        ],
    }

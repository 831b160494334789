"""Groups of states that may be asked for: by any of their names, or as a list."""

from datetime import date

from longtin import forums, measures
from longtin._alphabet import alphabetical
from longtin._language import Language, sentence_case
from longtin.errors import LongtinError
from longtin.page import Cell, Column, Section, Table
from longtin.web.documents import section
from longtin.web.visit import Visit

MOST = 40
"""Members of a group at most."""


def ccodes_of(typed: str, day: date) -> tuple[int, ...]:
    """Codes of a group by any of its names, or of states and groups with commas between.

    Raises:
        ActorError: There is neither state nor group of a name.
    """
    try:
        return forums.states_named(typed, day)
    except LongtinError:
        if "," not in typed:
            raise
    parts = [each for each in typed.split(",") if each.strip()]
    found = [code for each in parts for code in forums.states_named(each, day)]
    return tuple(dict.fromkeys(found))


def group_names(language: Language) -> tuple[str, ...]:
    """Names of the groups that may be chosen, in a language."""
    names = {each.name.of(language.code) for each in measures.groups().values()}
    return tuple(sorted(names, key=alphabetical))


def called(typed: str, language: Language) -> str:
    """What a group is called, as a heading; a list as it is typed."""
    return sentence_case(forums.group_name(typed).of(language.code))


def to_begin(visit: Visit, day: date) -> Section:
    """Groups that may be chosen, with how many belong to them on the day."""
    say, language = visit.say, visit.language
    names = (each.name.of(language.code) for each in measures.groups().values())
    found = {name: ccodes_of(name, day) for name in names}
    rows: list[list[str | Cell]] = [
        [
            Cell(sentence_case(name), link=visit.address(group=name)),
            language.whole(len(some)),
        ]
        for name, some in found.items()
        if 2 <= len(some) <= MOST
    ]  # fmt: skip
    columns = [Column(say("Group")), Column(say("Members"), "figure")]
    return section("groups", say("Groups to begin with"), Table.of("", columns, rows))

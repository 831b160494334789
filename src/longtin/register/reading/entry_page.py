"""Entries of a register as pages: all of them in a table, and one with its life and its proof."""

import json
from collections.abc import Iterator, Mapping

from longtin import actors, measures
from longtin._language import LANGUAGES, Language
from longtin.page import Cell, Column, Document, Section, Table
from longtin.register.entries.statement import Statement
from longtin.register.offline import entries_said, utc
from longtin.register.reading.entry_words import (
    admitted_shown,
    hash_shown,
    issuer_shown,
    kind_shown,
    part_shown,
    speaker_shown,
)
from longtin.register.reading.view import RegisterView
from longtin.register.returns import Return
from longtin.register.status_matrix import DutyStatus, StatusMatrix
from longtin.register.status_page import duty_axes, kind_words
from longtin.register.status_words import figure_shown, moment_shown, party_name


def entries_table(found: RegisterView, language: Language) -> Table:
    """Every entry, the newest first; the first column is its place in the log."""
    say = language.say
    columns = [
        *(Column(say("Entry"), "figure"), Column(say("Party"), wraps=True)),
        *(Column(say("No."), "figure"), Column(say("Kind"), wraps=True)),
        *(Column(say("Duty"), wraps=True), Column(say("Symbol")), Column(say("Dated"))),
        Column(say("Admitted")),
    ]
    rows = [_entry_cells(each, found, language) for each in reversed(found.statements)]
    return Table.of("", columns, rows)


def _entry_cells(each: Statement, found: RegisterView, language: Language) -> list[str | Cell]:
    told = found.return_at(each.index)
    return [
        str(each.index),
        speaker_shown(each, told, language),
        str(told.number if told and told.number else each.number),
        "; ".join(kind_words(told, language)) if told else kind_shown(each.kind, language),
        _duty(told) if told else "",
        told.symbol if told else "",
        moment_shown(told.dated, language) if told else "",
        admitted_shown(each, language),
    ]


def _duty(told: Return) -> str:
    return f"{told.obligation} ({told.activity})" if told.activity else told.obligation


def entry_document(
    found: RegisterView, index: int, matrix: StatusMatrix | None, language: Language
) -> Document:
    """One entry whole: what it says, what else was said of the same, how it came, what is signed.

    Args:
        found: The register.
        index: Of the entry.
        matrix: Of the register, for where the duty stands; none where it has no regime.
        language: Of the words.

    Raises:
        RegisterError: There is no such entry.
    """
    each, say = found.entry(index), language.say
    told = found.return_at(index)
    sections = [
        Section("says", say("What it says"), tables=(_says(each, told, found, language),)),
        *(_life(told, found, matrix, language) if told and matrix else ()),
        Section("came", say("How it came"), tables=(_came(each, language),)),
        _proof(each, found, language),
        Section(
            "signed",
            say("As it was signed"),
            code=json.dumps(each.said, ensure_ascii=False, indent=1, sort_keys=True),
        ),
    ]
    title = kind_shown(each.kind, language)
    symbol = told.symbol if told and told.symbol else ""
    return Document(
        language=language.code,
        title=say("{issuer}: {kind}", issuer=speaker_shown(each, told, language), kind=title),
        kicker=say("Entry {n}", n=index),
        dated=symbol or admitted_shown(each, language),
        sections=tuple(sections),
    )


def _says(each: Statement, told: Return | None, found: RegisterView, language: Language) -> Table:
    """Name and value of all that it says."""
    say = language.say
    rows: list[list[str | Cell]] = (
        [
            [part_shown(name, language), value]
            for name, value in _leaves(each.body, language)
            if name != "kind"
        ]
        if told is None or found.regime is None
        else list(_return_rows(each, told, found.regime, language))
    )
    return Table.of("", [Column(say("Part")), Column(say("Said"), wraps=True)], rows)


def _leaves(value: object, language: Language, name: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a body by its path; of words in both languages those of the reader."""
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        yield name, str(value.get(language.code, ""))
    elif isinstance(value, Mapping):
        for key, inner in sorted(value.items()):
            yield from _leaves(inner, language, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for at, inner in enumerate(value, 1):
            yield from _leaves(inner, language, f"{name} {at}" if len(value) > 1 else name)
    elif isinstance(value, bool):
        yield name, language.say("yes") if value else language.say("no")
    elif value not in (None, ""):
        yield name, str(value)


def _return_rows(
    each: Statement, told: Return, regime: measures.Regime, language: Language
) -> Iterator[list[str | Cell]]:
    say, words = language.say, measures.vocabulary()
    duty = regime.obligation(told.obligation)
    article = measures.citation(duty.article, language.code)
    link = f"/regimes/{regime.id}"
    yield [
        say("Duty"),
        Cell(f"{duty.id} ({article})", small=duty.says.of(language.code), link=link),
    ]
    if told.about is not None:
        yield [say("About"), actors.near(told.about, told.known).name(language.code)]
    for name, value in (
        (say("Activity"), told.activity),
        (say("Event"), moment_shown(told.event, language)),
        (say("Period"), language.span(told.period.start, told.period.end) if told.period else ""),
        (say("Dated"), moment_shown(told.dated, language)),
        (say("Refers to"), told.refers),
    ):
        if value:
            yield [name, value]
    if marks := kind_words(told, language)[1:]:
        yield [say("Marked"), "; ".join(marks)]
    for key, number in told.figures.items():
        yield [words.figures[key].of(language.code), figure_shown(number, language)]
    content = each.body.get("content")
    for key in told.content:
        said = content.get(key, "") if isinstance(content, dict) else ""
        yield [words.contents[key].of(language.code), said]
    if told.remark:
        yield [say("Remark"), told.remark]


def duty_of(told: Return, matrix: StatusMatrix) -> DutyStatus | None:
    """The duty of a matrix that a paper is about."""
    return next((each for each in matrix.duties if told in each.papers), None)


def _life(
    told: Return, found: RegisterView, matrix: StatusMatrix, language: Language
) -> Iterator[Section]:
    """Where its duty stands, and every paper about the same in the order they came."""
    say, duty = language.say, duty_of(told, matrix)
    papers = duty.papers if duty else tuple(_same(told, found))
    rows: list[list[str | Cell]] = [
        [
            Cell(str(each.line), link=f"/register/entries/{each.line}"),
            party_name(each.party, matrix, language),
            kind_shown(each.kind, language),
            each.symbol,
            moment_shown(each.dated, language),
            _figures(each, language),
            each.remark,
        ]
        for each in papers
    ]
    columns = [
        *(Column(say("Entry"), "figure"), Column(say("Party"), wraps=True)),
        *(Column(say("Kind"), wraps=True), Column(say("Symbol")), Column(say("Dated"))),
        *(Column(say("Figures"), wraps=True), Column(say("Remark"), wraps=True)),
    ]
    said = duty_axes(duty, language) if duty else ()
    yield Section("life", say("Its life"), points=said, tables=(Table.of("", columns, rows),))


def _same(told: Return, found: RegisterView) -> Iterator[Return]:
    """Papers about the same duty and activity, where the matrix does not reach them."""
    key = (told.whose, told.obligation, told.activity)
    for each in found.returns:
        is_same = (each.whose, each.obligation, each.activity) == key
        if is_same and (each.activity or each.period == told.period):
            yield each


def _figures(each: Return, language: Language) -> str:
    words = measures.vocabulary().figures
    return "; ".join(
        f"{words[key].of(language.code)} {figure_shown(value, language)}"
        for key, value in each.figures.items()
    )


def _came(each: Statement, language: Language) -> Table:
    say, seen = language.say, each.said["seen"]
    rows = [
        [say("Signed by"), issuer_shown(each, language)],
        [say("Running number of this issuer"), str(each.number)],
        [say("Admitted"), admitted_shown(each, language)],
        [say("Key, by its fingerprint"), hash_shown(each.said["key"])],
        [say("Follows its statement with the hash"), hash_shown(each.said["previous"]) or "–"],
        [say("Had seen the log with"), entries_said(seen["size"], language)],
    ]
    return Table.of("", [Column(say("Part")), Column(say("Said"), wraps=True)], rows)


def _proof(each: Statement, found: RegisterView, language: Language) -> Section:
    say, head = language.say, found.witnessing
    said = [
        say(
            "Its signature was checked here, and that it follows the statement before of its "
            "issuer. Take the receipt along to have it checked by somebody who does not rely on "
            "this copy."
        )
    ]
    if head is None or head.signed.checkpoint.size <= each.index:
        said.append(say("No published head covers it yet: there is no receipt."))
    elif head.level == "quorum" and head.time is not None:
        said.append(say("Enough witnesses have cosigned: it stood in the log by {time}.",
                        time=utc(head.time)))  # fmt: skip
    else:
        said.append(
            say(
                "Too few witnesses have cosigned the head: nothing proves yet that everybody is "
                "shown this same log."
            )
        )
    return Section("proof", say("Proof"), sentences=tuple(said))

"""Linter: a programme judged by every rule there is, with what the author has silenced."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from longtin import measures
from longtin._data import Place, slips
from longtin._language import message
from longtin.errors import DataError, Either, Listing, LongtinError, Phrase, UnknownIdError, meant
from longtin.lint._rule import LEVELS, Case, Finding, Rule
from longtin.measures import Measure
from longtin.page import in_notebook
from longtin.programme import Draft, activity

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "LT0": message("the file itself"),
        "LT1": message("foundations"),
        "LT2": message("sequence"),
        "LT3": message("politics"),
        "LT4": message("reciprocity and transparency"),
        "LT5": message("verification"),
        "LT6": message("timing"),
        "LT7": message("objectives and effect"),
        "LT8": message("risks and culture"),
        "LT9": message("forum and balance"),
    }
)
"""What the rules of a family have in common, by the beginning of their codes."""

STALE = "LT001"
"""The rule that looks at silences; it judges what the others found, and so is asked last."""


@in_notebook(
    "longtin.lint._report_page:report_page",
    lambda told: (
        f"Report on {told.draft.where}, {told.today}: {len(told.findings)} findings, "
        f"{len(told.silenced)} silenced"
    ),
)
@dataclass(frozen=True)
class Report:
    """What the rules say of one programme.

    Attributes:
        draft: The programme.
        today: The day on which it was judged.
        findings: What speaks, in the order of the file.
        silenced: What was found and is silenced, with the reason.
        asked: Codes of the rules that were asked.
    """

    draft: Draft
    today: date
    findings: tuple[Finding, ...]
    silenced: tuple[Finding, ...]
    asked: tuple[str, ...]


@cache
def handbook() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of codes."""
    package = import_module("longtin.lint.rules")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    found = {each.__name__: each() for each in Rule.__subclasses__()}
    return MappingProxyType(dict(sorted(found.items())))


def rule(code: str) -> Rule:
    """The rule of a code, in any case.

    Raises:
        DataError: There is none; the nearest is named.
    """
    typed = code.strip().upper()
    if typed not in handbook():
        raise _unknown(code)
    return handbook()[typed]


def chosen(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules whose codes begin with one of some, and with none of others.

    Args:
        select: Beginnings of codes, such as `LT3`; all rules if empty.
        ignore: Beginnings of codes to leave out.

    Raises:
        DataError: No code begins so.
    """
    wanted, unwanted = ([each.strip().upper() for each in given] for given in (select, ignore))
    for start in (*wanted, *unwanted):
        if not start or not any(code.startswith(start) for code in handbook()):
            raise _unknown(start)
    return tuple(
        each
        for code, each in handbook().items()
        if (not wanted or code.startswith(tuple(wanted)))
        and not (unwanted and code.startswith(tuple(unwanted)))
    )


def lint(
    draft: Draft,
    *,
    today: date,
    asked: Iterable[Rule] | None = None,
    catalogue: Mapping[str, Measure] | None = None,
    measured: Callable[[str, str], float | None] = lambda truster, trustee: None,  # noqa: ARG005
) -> Report:
    """Judge a programme.

    Args:
        draft: The programme and the lines it was read from.
        today: The day on which it is judged.
        asked: The rules to ask; every rule without it.
        catalogue: The measures; the shipped ones without it.
        measured: Today's trust of one party in another, from a record; asked only where the
            programme does not state it.

    Raises:
        DataError: The programme names a measure or a rule that there is not.
    """
    known = measures.catalogue() if catalogue is None else catalogue
    _check_names(draft, known)
    judges = tuple(handbook().values()) if asked is None else tuple(asked)
    case = Case(draft.programme, known, today, measured)
    found = [finding for judge in judges for finding in judge.check(case)]
    marked = [_silenced(draft, finding) for finding in found]
    if any(judge.code == STALE for judge in judges):
        marked += _stale(draft, judges, marked)
    marked.sort(key=lambda each: (draft.line(each.place), LEVELS.index(each.level), each.code))
    return Report(
        draft,
        today,
        tuple(each for each in marked if not each.silenced),
        tuple(each for each in marked if each.silenced),
        tuple(judge.code for judge in judges),
    )


def _silenced(draft: Draft, finding: Finding) -> Finding:
    """A finding with the reason for its silence, if the author gave one."""
    for silence in draft.programme.silence:
        if silence.rule.upper() == finding.code and silence.at in {None, finding.about}:
            return replace(finding, silenced=silence.why)
    return finding


def _stale(draft: Draft, judges: Iterable[Rule], marked: Iterable[Finding]) -> list[Finding]:
    """A finding for each silence that silences nothing, of rules that were asked."""
    asked, met = {judge.code for judge in judges}, list(marked)
    return [
        _silenced(
            draft,
            handbook()[STALE].finding(
                ("silence", at),
                message("{rule} is silenced here and has nothing to say."),
                about=silence.at or "",
                rule=silence.rule.upper(),
            ),
        )
        for at, silence in enumerate(draft.programme.silence)
        if silence.rule.upper() in asked - {STALE}
        and not any(
            each.silenced and each.code == silence.rule.upper() and silence.at in {None, each.about}
            for each in met
        )
    ]


def _check_names(draft: Draft, catalogue: Mapping[str, Measure]) -> None:
    """Refuse measures and rules that there are not."""
    programme = draft.programme
    found: list[tuple[Place, object]] = []
    named = [
        *((("steps", at, "measure"), each.measure) for at, each in enumerate(programme.steps)),
        *(
            (("channels", at, "measure"), each.measure)
            for at, each in enumerate(programme.channels)
        ),
        *(
            (("principles", at, "measures"), name)
            for at, each in enumerate(programme.principles)
            for name in each.measures
        ),
    ]
    for place, name in named:
        try:
            catalogue[name]
        except LongtinError as error:
            found.append((place, error))
    domains = {each.domain for each in catalogue.values()}
    for at, principle in enumerate(programme.principles):
        for domain in {*principle.domains} - domains:
            near = get_close_matches(domain, sorted(domains), n=1, cutoff=0.5)
            slip = Phrase(
                "no domain `{domain}`.{hint}",
                domain=domain,
                hint=meant(near) or Phrase(" Use {known}.", known=Either(sorted(domains), "`")),
            )
            found.append((("principles", at, "domains"), slip))
    for at, silence in enumerate(programme.silence):
        if silence.rule.upper() not in handbook():
            found.append((("silence", at, "rule"), _unknown(silence.rule)))
    told: list[object] = []
    if found:
        told.append(slips((f"{draft.where}:{draft.line(place)}", slip) for place, slip in found))
    told += _activities(draft)
    if told:
        raise DataError("{slips}", slips=Listing(told, between="\n"))


def _activities(draft: Draft) -> list[DataError]:
    """What is wrong with the military activities that steps state."""
    told = []
    for at, step in enumerate(draft.programme.steps):
        place = ("steps", at, "activity")
        lines = {each[3:]: line for each, line in draft.lines.items() if each[:3] == place}
        try:
            if step.activity is not None:
                activity(step, draft.where, lines)
        except DataError as error:
            told.append(error)
    return told


def _unknown(code: str) -> DataError:
    typed = code.upper()
    family = [each for each in handbook() if each[:3] == typed[:3]]
    near = get_close_matches(typed, family or handbook(), n=1, cutoff=0.6)
    return UnknownIdError(
        "There is no rule `{code}`.{hint} `longtin rule --list` lists them.",
        code=code,
        hint=meant(near, mark=""),
    )

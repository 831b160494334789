"""A joint plan in words: what all have, what could be widened to all, what only some can do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from longtin._language import Language
from longtin.page import Column, Document, Section, Table
from longtin.plan._joint import JointMeasure, JointPlan
from longtin.plan._situation.belief import Belief
from longtin.plan.words.situation import arranged

MOST = 12
"""Measures in one table."""


def joint_document(plan: JointPlan, language: Language) -> Document:
    """A joint plan as a page."""
    names = [name.of(language.code) for name in plan.names]
    widen = [one for one in plan.measures if one.kind == "widen"]
    new = [one for one in plan.measures if one.kind == "new"]
    sections = (
        Section("situation", language.say("Where you stand"), tables=(_standing(plan, language),)),
        Section("shared", language.say("What all have already"), tuple(_shared(plan, language))),
        Section(
            "widen",
            language.say("What two of you have and could be widened to all"),
            () if widen else (language.say("Nothing that not all have already."),),
            tables=(_measures(plan, widen, language),) if widen else (),
            notes=_notes(widen, language),
        ),
        Section(
            "new",
            language.say("What all could take up together"),
            () if new else (language.say("Nothing that all can take up and none has."),),
            tables=(_measures(plan, new, language),) if new else (),
            notes=() if _notes(widen, language) else _notes(new, language),
        ),
        Section("apart", language.say("What only some can do"), tuple(_apart(plan, language))),
    )
    return Document(
        language=language.code,
        title=f"{' – '.join(names)}: {plan.aim.of(language.code)}",
        kicker=language.say("Joint plan"),
        dated=language.date(plan.day),
        day=plan.day.isoformat(),
        sections=sections,
    )


def _standing(plan: JointPlan, language: Language) -> Table:
    """Trust each way between each two, with its interval, and what was last known of it."""
    rows = []
    for (one, two), each in plan.pairs.items():
        for truster, trustee, belief in ((one, two, each.ours), (two, one, each.theirs)):
            band = language.say(
                "{low} to {high}", low=language.level(belief.low), high=language.level(belief.high)
            )
            shown = "" if belief.is_wide else language.level(belief.trust)
            who = f"{_name(plan, truster, language)} → {_name(plan, trustee, language)}"
            given = language.say("as given") if belief.given else band
            rows.append([who, shown, given, _last_known(belief, language)])
    heads = (
        Column(language.say("Who trusts whom"), wraps=True),
        Column(language.say("Trust"), "figure"),
        Column(language.say("90 % interval"), "figure"),
        Column(language.say("Last known"), "figure"),
    )
    return _filled(heads, rows)


def _last_known(belief: Belief, language: Language) -> str:
    if belief.given or belief.heard is None:
        return ""
    return language.say(
        "{trust} on {day}",
        trust=language.level(belief.trust if belief.recorded is None else belief.recorded),
        day=language.date(belief.heard),
    )


def _filled(heads: Sequence[Column], rows: Sequence[Sequence[str]]) -> Table:
    """A table of those columns that hold something."""
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    return Table.of("", [heads[at] for at in kept], [[row[at] for at in kept] for row in rows])


def _shared(plan: JointPlan, language: Language) -> Iterator[str]:
    if not plan.shared:
        yield language.say("Nothing is known that all have together.")
    for one in plan.shared:
        what = one.what or one.by
        said = what.of(language.code) if what else ""
        yield arranged(one.name.of(language.code), said, one, language)


def _measures(plan: JointPlan, found: list[JointMeasure], language: Language) -> Table:
    rows = [
        [
            one.measure.name.of(language.code),
            "; ".join(_had(plan, one, language)),
            "; ".join(plan.catalogue[name].name.of(language.code) for name in one.rests_on),
            language.level(one.needs_trust),
            _borne(plan, one, language),
        ]
        for one in found[:MOST]
    ]
    heads = (
        Column(language.say("Measure"), wraps=True),
        Column(language.say("Who has it already"), wraps=True),
        Column(language.say("First"), wraps=True),
        Column(language.say("Trust needed"), "figure"),
        Column(language.say("Reached"), wraps=True),
    )
    return _filled(heads, rows)


def _notes(found: list[JointMeasure], language: Language) -> tuple[str, ...]:
    """What stands short in the table of some measures."""
    if not any(one.doubtful and not one.short_of for one in found[:MOST]):
        return ()
    return (
        language.say(
            "“On average”: trust of each in each is so high as a mean, but an interval among "
            "you reaches below it."
        ),
    )


def _had(plan: JointPlan, one: JointMeasure, language: Language) -> Iterator[str]:
    for two, running in one.had_by:
        what = running.what or running.by or one.measure.name
        of_year = replace(running, since=None)
        yield arranged(_pair(plan, two, language), what.of(language.code), of_year, language)
    if one.joining:
        joining = [_name(plan, each, language) for each in one.joining]
        yield language.say("{states} would join", states=language.list(joining))


def _borne(plan: JointPlan, one: JointMeasure, language: Language) -> str:
    """Whether each trusts each other enough, as trust is read today."""
    if not one.short_of:
        return language.say("on average") if one.doubtful else language.say("by all")
    short = [
        f"{_name(plan, truster, language)} → {_name(plan, trustee, language)}"
        for truster, trustee in one.short_of
    ]
    return language.say("not yet: {pairs}", pairs=", ".join(short))


def _apart(plan: JointPlan, language: Language) -> Iterator[str]:
    """Per pair what is for its own problems, and what runs only there."""
    for two, names in plan.apart.items():
        listed = [plan.catalogue[name].name.of(language.code) for name in names]
        yield language.say(
            "{states}: {measures}.",
            states=_pair(plan, two, language),
            measures="; ".join(listed) if listed else language.say("nothing of their own alone"),
        )


def _name(plan: JointPlan, at: int, language: Language) -> str:
    return plan.names[at].of(language.code)


def _pair(plan: JointPlan, two: tuple[int, int], language: Language) -> str:
    return " – ".join(_name(plan, each, language) for each in two)


def joint_plain(plan: JointPlan) -> dict[str, object]:
    """Everything a joint plan says, as mappings, lists, text and numbers.

    Returns:
        With `version`; states by their codes.
    """
    code = plan.codes
    return {
        "version": 1,
        "states": code,
        "aim": plan.aim,
        "day": plan.day,
        "phase": plan.phase,
        "trust": [
            {"truster": code[at], "trustee": code[to], "trust": one.trust, "low": one.low,
             "high": one.high, "given": one.given}
            for two, each in plan.pairs.items()
            for at, to, one in ((*two, each.ours), (*two[::-1], each.theirs))
        ],
        "conditions_held": [name for name, one in plan.found.items() if one.holds],
        "shared": [
            {"measure": one.id, "since": one.since, "year": one.year, "what": one.what or one.by}
            for one in plan.shared
        ],
        "measures": [
            {
                "measure": one.measure.id,
                "kind": one.kind,
                "had_by": [
                    {"states": [code[each] for each in two], "year": by.year,
                     "what": by.what or by.by}
                    for two, by in one.had_by
                ],
                "joining": [code[each] for each in one.joining],
                "rests_on": one.rests_on,
                "problems": one.problems,
                "needs_trust": one.needs_trust,
                "doubtful": one.doubtful,
                "short_of": [[code[each] for each in two] for two in one.short_of],
            }
            for one in plan.measures
        ],
        "apart": [
            {"states": [code[each] for each in two], "measures": names}
            for two, names in plan.apart.items()
        ],
    }  # fmt: skip

"""Controls of a draft: the programme as a whole, and a group for each step."""

from collections.abc import Mapping
from typing import Any, Final

from longtin._language import Language, message
from longtin.web.answer import Button, Control, ControlGroup
from longtin.web.drafts.draft_values import (
    Said,
    day_shown,
    measure_shown,
    own_ids,
    party_codes,
    party_shown,
    several,
    step_name,
    steps_of,
    words_in,
)

PHASES: Final = {
    "prevention": message("prevention"),
    "crisis_management": message("crisis management"),
    "post_conflict": message("after a conflict"),
}

VERIFIERS: Final = {
    "": message("not said"),
    "acting": message("those who act"),
    "counterpart": message("the other side"),
    "joint": message("both together"),
    "third_party": message("a third party"),
}


def groups(draft: Said, typed: Mapping[str, str], language: Language) -> tuple[ControlGroup, ...]:
    """Every group of a draft's form.

    Args:
        draft: What the text holds.
        typed: What was typed and could not be put into the text yet; stands in its place.
        language: Of names and labels.
    """
    steps = steps_of(draft)
    found = [_whole(draft, language)]
    found += [_step(draft, at, language) for at in range(len(steps))]
    found.append(_another(language))
    return tuple(_with_typed(each, typed) for each in found)


def _with_typed(group: ControlGroup, typed: Mapping[str, str]) -> ControlGroup:
    from dataclasses import replace

    def put(fields: tuple[Control, ...]) -> tuple[Control, ...]:
        return tuple(
            replace(each, value=typed[each.name]) if each.name in typed else each for each in fields
        )

    return replace(group, fields=put(group.fields), more=put(group.more)) if typed else group


def _whole(draft: Said, language: Language) -> ControlGroup:
    say, code = language.say, language.code
    parties = ", ".join(party_codes(draft))
    phases = tuple((key, say(words)) for key, words in PHASES.items())
    return ControlGroup(
        "whole",
        say("The programme"),
        (
            Control("title", say("Title"), value=words_in(draft.get("title"), code)),
            Control("aim", say("What for"), value=words_in(draft.get("aim"), code)),
            Control("parties", say("Parties"), value=parties,
                    help=say("By name or code, with commas between.")),
            Control("phase", say("Phase"), "select", str(draft.get("phase", "")), phases),
            Control("start", say("From"), "date", day_shown(draft.get("start"), language)),
            Control("until", say("Until"), "date", day_shown(draft.get("until"), language)),
        ),
    )  # fmt: skip


def _step(draft: Said, at: int, language: Language) -> ControlGroup:
    say = language.say
    steps = steps_of(draft)
    name = step_name(steps[at], language)
    buttons = []
    if at > 0:
        buttons.append(Button(f"up-{at}", "↑", say("{step}: earlier in the list", step=name),
                              f"step-{at - 1}"))  # fmt: skip
    if at < len(steps) - 1:
        buttons.append(Button(f"down-{at}", "↓", say("{step}: later in the list", step=name),
                              f"step-{at + 1}"))  # fmt: skip
    buttons.append(
        Button(f"remove-{at}", say("Remove"), say("Remove: {step}", step=name), "groups")
    )
    return ControlGroup(
        f"step-{at}",
        f"{at + 1}. {name}",
        _main(draft, at, language),
        more=_more(draft, at, language),
        more_words=say("Title, order, condition, verification"),
        buttons=tuple(buttons),
    )


def _main(draft: Said, at: int, language: Language) -> tuple[Control, ...]:
    say = language.say
    step, parties = steps_of(draft)[at], party_codes(draft)
    names = tuple((code, party_shown(code, language)) for code in parties)
    answer = _part(step, "answer")
    return (
        Control(f"step-{at}-measure", say("Measure"), suggests="measures",
                value=measure_shown(step.get("measure"), language)),
        Control(f"step-{at}-start", say("From"), "date", day_shown(step.get("start"), language)),
        Control(f"step-{at}-end", say("Until"), "date", day_shown(step.get("end"), language)),
        Control(f"step-{at}-by", say("Who acts"), "checkboxes", "\n".join(several(step.get("by"))),
                names),
        Control(f"step-{at}-from", say("Who should answer"), "checkboxes",
                "\n".join(several(answer.get("from"))), names),
        Control(f"step-{at}-within", say("Answer within days"), "number",
                _plain(answer.get("within_days")), lowest="0", highest="3650"),
        Control(f"step-{at}-how", say("By doing what"), value=words_in(answer.get("how"),
                                                                      language.code)),
    )  # fmt: skip


def _more(draft: Said, at: int, language: Language) -> tuple[Control, ...]:
    say, code = language.say, language.code
    steps = steps_of(draft)
    step, ids = steps[at], own_ids(steps)
    others = tuple(
        (ids[each], f"{each + 1}. {step_name(steps[each], language)}")
        for each in range(len(steps))
        if each != at
    )
    verified = _part(step, "verification")
    verifiers = tuple((key, say(words)) for key, words in VERIFIERS.items())
    return (
        Control(f"step-{at}-title", say("Title"), value=words_in(step.get("title"), code)),
        Control(f"step-{at}-after", say("Only after"), "checkboxes",
                "\n".join(several(step.get("after"))), others),
        Control(f"step-{at}-gate", say("Only if"), value=words_in(step.get("gate"), code)),
        Control(f"step-{at}-verifier", say("Verified by"), "select",
                _plain(verified.get("by")), verifiers),
        Control(f"step-{at}-verified", say("By what means"),
                value=words_in(verified.get("how"), code)),
    )  # fmt: skip


def _another(language: Language) -> ControlGroup:
    say = language.say
    return ControlGroup(
        "another",
        say("Another step"),
        (
            Control("another", say("Measure"), suggests="measures",
                    help=say("Type a few words; the list has every measure of the catalogue.")),
        ),
        buttons=(Button("add", say("Add"), lands="another"),),
    )  # fmt: skip


def _part(step: Said, key: str) -> Said:
    value = step.get(key)
    return value if isinstance(value, dict) else {}


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def values_of(draft: Said, language: Language) -> dict[str, str]:
    """What each control of a draft holds, by its name."""
    return {
        each.name: each.value
        for group in groups(draft, {}, language)
        for each in (*group.fields, *group.more)
    }

"""Merging: what was changed in the form goes into the text, on top of what was changed there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from longtin import actors, measures, programme
from longtin._data import Place
from longtin._dates import today
from longtin._language import Language
from longtin.errors import ActorError
from longtin.web.drafts.draft_controls import values_of
from longtin.web.drafts.draft_values import (
    PROGRAMME_KEYS,
    STEP_KEYS,
    Said,
    day_written,
    held,
    measure_written,
    number_written,
    own_ids,
    party_codes,
    several,
    steps_of,
    with_words,
)

APART: Final = timedelta(days=30)
LONG: Final = timedelta(days=4)
"""Where a new step is put: so long after the last one ends, and so long; to be changed."""


@dataclass(frozen=True)
class MergedDraft:
    """A draft as the form and the text together have it.

    Attributes:
        text: The YAML.
        base: What the form is made from: the same, or the last that could be read.
        typed: What was typed into the form and is not in the text yet, by control.
        lost: Steps that the form has something of and the text no longer has.
    """

    text: str
    base: str
    typed: Mapping[str, str]
    lost: tuple[str, ...] = ()


def merged(text: str, base: str, sent: Mapping[str, str], language: Language) -> MergedDraft:
    """The text with what was changed in the form.

    Args:
        text: As it stands in the text area.
        base: What the form was made from.
        sent: What the form sent, by control.
        language: In which names and dates were typed.
    """
    before = held(base)
    if before is None or "parties" not in sent:
        return MergedDraft(text, text, {})
    typed = _changed(before, sent, language)
    if held(text) is None:
        return MergedDraft(text, base, typed)
    lost = []
    for name, value in typed.items():
        found = _set(text, before, name, value, language)
        if found is None:
            lost.append(name)
        else:
            text = found
    return MergedDraft(text, text, {}, tuple(dict.fromkeys(map(_step_of(before), lost))))


def _changed(before: Said, sent: Mapping[str, str], language: Language) -> dict[str, str]:
    """Controls that hold something else than what they were made with."""
    boxes = ("-by", "-from", "-after")
    found = {}
    for name, was in values_of(before, language).items():
        now = sent.get(name, "" if name.endswith(boxes) else was).strip()
        if name != "another" and now != was.strip():
            found[name] = now
    return found


def _step_of(before: Said):  # type: ignore[no-untyped-def]
    ids = own_ids(steps_of(before))
    return lambda name: ids[int(name.split("-")[1])]


def _set(text: str, before: Said, name: str, value: str, language: Language) -> str | None:
    """The text with one control's value; nothing where its step is gone."""
    now = held(text) or {}
    if not name.startswith("step-"):
        return _set_whole(text, now, name, value, language)
    _, number, part = name.split("-", 2)
    at = place_of(before, int(number), now)
    if at is None:
        return None
    return _set_step(text, steps_of(now)[at], at, (part, value), language)


def place_of(before: Said, at: int, now: Said) -> int | None:
    """Where a step of one draft stands in another, by its id."""
    ids, wanted = own_ids(steps_of(now)), own_ids(steps_of(before))[at]
    return ids.index(wanted) if wanted in ids else None


def _set_whole(text: str, now: Said, name: str, value: str, language: Language) -> str:
    match name:
        case "parties":
            return _with_parties(text, now, value)
        case "title" | "aim":
            return _with_words(text, (name,), now.get(name), value, language, PROGRAMME_KEYS)
        case "start" | "until":
            written: Any = day_written(value, language)
        case _:
            written = value or None
    return programme.with_value(text, (name,), written, PROGRAMME_KEYS)


def _with_words(
    text: str, place: Place, now: Any, value: str, language: Language, order: tuple[str, ...]
) -> str:
    """Words in the reader's language; those of the other stay."""
    if isinstance(now, dict) and value:
        return programme.with_value(text, (*place, language.code), value, ("en", "vi"))
    return programme.with_value(text, place, with_words(now, value, language.code), order)


def _with_parties(text: str, now: Said, value: str) -> str:
    codes = party_codes(now)
    wanted = [_code(each.strip()) for each in value.split(",") if each.strip()]
    for code in codes:
        if code not in wanted:
            at = party_codes(held(text) or {}).index(code)
            text = programme.without_item(text, "parties", at)
    for code in wanted:
        there = party_codes(held(text) or {})
        if code not in there:
            text = programme.with_item(text, "parties", len(there), {"id": code})
    return text


def _code(name: str) -> str:
    try:
        return actors.find(name).key
    except ActorError:
        return name


def _set_step(text: str, step: Said, at: int, typed: tuple[str, str], language: Language) -> str:
    (part, value), place = typed, ("steps", at)
    match part:
        case "measure":
            key, written = "measure", measure_written(value)
        case "start" | "end":
            key, written = part, day_written(value, language)
        case "by" | "after":
            key, written = part, value.split("\n") if value else None  # type: ignore[assignment]
        case "title" | "gate":
            return _with_words(text, (*place, part), step.get(part), value, language, STEP_KEYS)
        case "from" | "within" | "how":
            return _with_answer(text, step, place, typed, language)
        case _:
            return _with_verification(text, step, place, typed, language)
    return programme.with_value(text, (*place, key), written, STEP_KEYS)


def _with_answer(
    text: str, step: Said, place: Place, typed: tuple[str, str], language: Language
) -> str:
    part, value = typed
    answer = step.get("answer")
    was = answer if isinstance(answer, dict) else {}
    order = ("from", "within_days", "how")
    if part == "from" and not value and was:
        return programme.with_value(text, (*place, "answer"), None)
    if part == "how":
        key, written = "how", with_words(was.get("how"), value, language.code)
    else:
        key = "from" if part == "from" else "within_days"
        written = value.split("\n") if part == "from" else number_written(value)
    if was:
        return programme.with_value(text, (*place, "answer", key), written, order)
    return programme.with_value(text, (*place, "answer"), {key: written}, STEP_KEYS)


def _with_verification(
    text: str, step: Said, place: Place, typed: tuple[str, str], language: Language
) -> str:
    part, value = typed
    verified = step.get("verification")
    was = verified if isinstance(verified, dict) else {}
    if part == "verifier" and not value:
        return programme.with_value(text, (*place, "verification"), None)
    key = "by" if part == "verifier" else "how"
    written = value if key == "by" else with_words(was.get("how"), value, language.code)
    if was:
        order = ("by", "who", "how")
        return programme.with_value(text, (*place, "verification", key), written, order)
    return programme.with_value(text, (*place, "verification"), {key: written}, STEP_KEYS)


def rearranged(found: MergedDraft, before: str, asked: str, another: str) -> str:
    """The text with a step added, moved or taken out.

    Args:
        found: The draft.
        before: What the form was made from, by whose numbers steps are named.
        asked: `add`, `up-2`, `down-2` or `remove-2`.
        another: The measure of a step to be added, as typed.

    Raises:
        MeasureError: No measure answers to that, or several do.
    """
    now = held(found.text)
    if now is None:
        return found.text
    if asked == "add":
        return _with_step(found.text, now, another)
    what, _, number = asked.partition("-")
    at = place_of(held(before) or now, int(number), now) if number.isdecimal() else None
    steps = steps_of(now)
    if at is None:
        return found.text
    match what:
        case "up" if at > 0:
            return programme.with_moved_item(found.text, "steps", at, at - 1)
        case "down" if at < len(steps) - 1:
            return programme.with_moved_item(found.text, "steps", at, at + 1)
        case "remove":
            text = programme.without_item(found.text, "steps", at)
            return _without_mentions(text, own_ids(steps)[at])
    return found.text


MENTIONS: Final = (("steps", "after"), ("risks", "steps"), ("resources", "pays_for"))
"""Where steps are named: in which list of a programme, under which key."""


def _without_mentions(text: str, name: str) -> str:
    """The text in which nothing waits for a step, pays for it or threatens it."""
    now = held(text) or {}
    for key, part in MENTIONS:
        for at, each in enumerate(now.get(key) or ()):
            named = several(each.get(part)) if isinstance(each, dict) else ()
            if name in named:
                left = [other for other in named if other != name] or None
                text = programme.with_value(text, (key, at, part), left)
    return text


def _with_step(text: str, now: Said, typed: str) -> str:
    """The text with one step more, after the last."""
    if not typed:
        return text
    name = measures.catalogue().find(typed).id
    steps, ids = steps_of(now), own_ids(steps_of(now))
    first = _after_the_last(now)
    key, number = name, 2
    while key in ids:
        key, number = f"{name}-{number}", number + 1
    step = {
        "id": key,
        "measure": name,
        "by": list(_acting(now)),
        "start": first.isoformat(),
        "end": (first + LONG).isoformat(),
    }
    return programme.with_item(text, "steps", len(steps), step)


def _acting(now: Said) -> tuple[str, ...]:
    """Parties that act, the helpers left out."""
    parties = now.get("parties")
    found = parties if isinstance(parties, list) else []
    return tuple(
        str(each["id"])
        for each in found
        if isinstance(each, dict) and "id" in each and each.get("role", "party") == "party"
    )


def _after_the_last(now: Said) -> date:
    days = [now.get("start"), *(each.get("end") for each in steps_of(now))]
    known = []
    for each in days:
        try:
            known.append(date.fromisoformat(str(each)))
        except ValueError:
            continue
    return max(known, default=today()) + (APART if steps_of(now) else timedelta())

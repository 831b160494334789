"""Controls of an activity: what it is, what the rules on it hang on, and what was sent of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from longtin import actors, measures
from longtin._alphabet import alphabetical
from longtin._data import Bilingual
from longtin._language import Language, message
from longtin.errors import LongtinError
from longtin.web.activities.typed_activity import TypedActivity, moment_of, rows
from longtin.web.answer import Button, Control, ControlGroup

NONE: Final = ("", "–")
FIRST_KIND: Final = "exercise"
MANY: Final = 16
"""Marks from which they wait to be opened, until it is known whose activity it is."""

OWN_MOMENTS: Final = ("start", "end")
FIXED: Final = {
    "unknown": message("not known"),
    "none": message("none of it"),
}


@dataclass(frozen=True)
class _Asked:
    """What a form asks of an activity.

    Attributes:
        typed: What stands in it.
        words: On which the rules hang.
        is_narrow: Whether these are only the rules that bind those concerned.
    """

    typed: TypedActivity
    words: measures.DecisiveWords
    is_narrow: bool

    @property
    def language(self) -> Language:
        """To answer in."""
        return self.typed.language

    def control(self, control: Control) -> Control:
        """A control with what was typed, and what is wrong with that."""
        name = control.name
        value = self.typed.values.get(name, control.value)
        wrong = self.typed.slips.get(name, "").replace("`", "")
        return replace(control, value=value, wrong=wrong)


def groups(typed: TypedActivity, *, added: str = "", tells: bool) -> tuple[ControlGroup, ...]:
    """Every group of an activity's form.

    Args:
        typed: What was typed.
        added: Of which sort one more row is shown, to be filled in: a key of `ADDED`, or none.
        tells: Whether to say what is wrong with what was typed.
    """
    if not tells:
        typed = replace(typed, slips={})
    words, is_narrow = _words(typed)
    asked = _Asked(typed, words, is_narrow)
    made = [_whole(asked), _decisive(asked)]
    for sort, make in (("notice", _notice), ("other", _other), ("claim", _claim)):
        stated = rows(typed.values, sort)
        if added == sort or (sort == "notice" and not stated):
            stated = [*stated, _next(stated, sort)]
        made += [make(asked, row, number) for number, row in enumerate(stated, 1)]
    return (*made, _further(asked))


def _next(stated: Sequence[str], sort: str) -> str:
    """The start of the names of one row more."""
    last = int(stated[-1].split("-")[1]) if stated else -1
    return f"{sort}-{last + 1}-"


def _words(typed: TypedActivity) -> tuple[measures.DecisiveWords, bool]:
    """The words that decide, by the states named as far as they are found."""
    kind = typed.values.get("kind", "")
    if kind not in measures.vocabulary().kinds:
        kind = FIRST_KIND
    named = [typed.text(name) or "" for name in ("host", "actor", "asking", "asked")]
    try:
        day = moment_of(typed.values.get("start", ""), typed.language).day
        states = [actors.find(each, day).ccode
                  for each in (*named, *typed.several("participants")) if each]  # fmt: skip
    except LongtinError:
        return measures.decisive_words(kind), False
    return measures.decisive_words(kind, states, day), bool(states)


def _whole(asked: _Asked) -> ControlGroup:
    say, words = asked.language.say, measures.vocabulary()
    kinds = sorted(_named(words.kinds, asked.language), key=lambda each: alphabetical(each[1]))
    kind = asked.typed.values.get("kind", FIRST_KIND)
    between = kind in words.kinds and words.kinds[kind].between
    stated = [name for name in ("actor", "asking", "asked") if asked.typed.text(name)]
    parts = {"actor": say("Whose act it was"), "asking": say("Who asks"),
             "asked": say("Who is asked")}  # fmt: skip
    told = [name for name in parts if between or name in stated]
    moments = [key for key in words.anchors if key not in OWN_MOMENTS and (
        key in asked.words.anchors or asked.typed.text(f"moment-{key}"))]  # fmt: skip
    moments += [key for key in OWN_MOMENTS if asked.typed.text(f"moment-{key}")]
    controls = (
        Control("kind", say("Kind"), "select", FIRST_KIND, tuple(kinds)),
        Control("name", say("Name"), help=say("Left empty, it is called by its kind.")),
        Control("host", say("On whose territory"), suggests="states",
                help=say("By name or code, in either language.")),
        Control("participants", say("Who takes part"),
                help=say("States, with commas between.")),
        *(Control(name, parts[name], suggests="states") for name in told),
        Control("start", say("From"), "date", help=_day_help(asked.language)),
        Control("end", say("Until"), "date"),
        *(Control(f"moment-{key}", _upper(words.anchors[key].of(asked.language.code)), "date",
                  help=say("With its hour where the clock runs in hours."))
          for key in moments),
        Control("place", say("Where, in words")),
    )  # fmt: skip
    return ControlGroup(
        "whole",
        say("The activity"),
        tuple(map(asked.control, controls)),
        buttons=(Button("fields", say("Show what the rules ask for"), lands="decisive"),),
    )  # fmt: skip


def _day_help(language: Language) -> str:
    return language.say("A day, as 2027-09-10, or an hour with its zone: 2027-09-10 07:30 "
                        "Asia/Ho_Chi_Minh.")  # fmt: skip


def _decisive(asked: _Asked) -> ControlGroup:
    say, language, known = asked.language.say, asked.language, measures.vocabulary()
    lines = _asked_or_stated(asked, known.lines, asked.words.lines, "line-")
    zones = _chosen_too(asked, known.zones, asked.words.zones, "zones")
    fixed = tuple((key, say(words)) for key, words in FIXED.items())
    marks = _facts(asked, "")
    waits = not asked.is_narrow and len(asked.words.facts) >= MANY and not asked.typed.text("facts")
    controls = (
        *_figures(asked, ""),
        *(Control(f"line-{key}",
                  say("Kilometres to {line}", line=known.lines[key].of(language.code)),
                  help=say("One number, or one for each view: India 60; China 40."))
          for key in lines),
        *((Control("zones", say("Areas it is in"), "checkboxes",
                   choices=tuple(_named({key: known.zones[key] for key in zones}, language))),)
          if zones else ()),
        Control("unstated", say("What is left empty here is"), "select", "unknown", fixed),
        *(() if waits else marks),
    )  # fmt: skip
    return ControlGroup(
        "decisive",
        say("What the rules hang on"),
        tuple(map(asked.control, controls)),
        more=tuple(map(asked.control, marks)) if waits else (),
        more_words=say("Marks it may have ({n})", n=len(asked.words.facts)),
        note=_asked_by(asked),
    )


def _asked_by(asked: _Asked) -> str:
    """Whose rules ask for what stands below."""
    say, found = asked.language.say, measures.regimes()
    names = "; ".join(found[each].name.of(asked.language.code) for each in asked.words.regimes)
    if not asked.is_narrow:
        return say("Everything that any rule on this kind of activity asks for. With the states "
                   "and the day above, only what binds them is asked.")  # fmt: skip
    if not names:
        return say("No regime known here that binds them on that day speaks of this kind of "
                   "activity.")  # fmt: skip
    return say("Asked for by: {regimes}.", regimes=names)


def _figures(asked: _Asked, row: str) -> list[Control]:
    known, code = measures.vocabulary().figures, asked.language.code
    names = _asked_or_stated(asked, known, asked.words.figures, f"{row}figure-")
    return [Control(f"{row}figure-{key}", _upper(known[key].of(code)), "quantity") for key in names]


def _facts(asked: _Asked, row: str) -> tuple[Control, ...]:
    known = measures.vocabulary().facts
    names = _chosen_too(asked, known, asked.words.facts, f"{row}facts")
    if not names:
        return ()
    choices = _named({key: known[key] for key in names}, asked.language)
    return (Control(f"{row}facts", asked.language.say("Marks it has"), "checkboxes",
                    choices=tuple(choices)),)  # fmt: skip


def _asked_or_stated(
    asked: _Asked, known: Iterable[str], wanted: Iterable[str], start: str
) -> list[str]:
    """Words that decide, and those of which something is stated all the same."""
    among = set(wanted)
    return [key for key in known if key in among or asked.typed.text(f"{start}{key}")]


def _chosen_too(asked: _Asked, known: Iterable[str], wanted: Iterable[str], name: str) -> list[str]:
    among = {*wanted, *asked.typed.several(name)}
    return [key for key in known if key in among]


def _notice(asked: _Asked, row: str, number: int) -> ControlGroup:
    say, language, known = asked.language.say, asked.language, measures.vocabulary()
    duties = _chosen_too(asked, known.duties, asked.words.duties, f"{row}duty")
    contents = _chosen_too(asked, known.contents, asked.words.contents, f"{row}content")
    held = {key: known.contents[key] for key in contents}
    legend = say("Sent, held or answered: {n}", n=number)
    controls = (
        Control(f"{row}duty", say("What was done"), "select",
                choices=(NONE, *_named({key: known.duties[key] for key in duties}, language))),
        Control(f"{row}by", say("By which state"), suggests="states"),
        Control(f"{row}on", say("On which day"), "date"),
    )  # fmt: skip
    more = (
        Control(f"{row}to", say("Who heard"),
                help=say("States, with commas between; left empty, all of them.")),
        Control(f"{row}obligation", say("Only for one duty, by its id"),
                help=say("As in the answer: VD-V-1.")),
        *((Control(f"{row}content", say("What it held"), "checkboxes",
                   choices=tuple(_named(held, language))),) if held else ()),
    )  # fmt: skip
    return ControlGroup(
        row.rstrip("-"),
        legend,
        tuple(map(asked.control, controls)),
        more=tuple(map(asked.control, more)),
        more_words=say("To whom, and what it held; left empty, all that was due"),
        buttons=_remove(asked, row, legend),
    )


def _other(asked: _Asked, row: str, number: int) -> ControlGroup:
    say, language = asked.language.say, asked.language
    kinds = sorted(
        _named(measures.vocabulary().kinds, language), key=lambda each: alphabetical(each[1])
    )
    legend = say("Another activity beside it: {n}", n=number)
    controls = (
        Control(f"{row}name", say("Name")),
        Control(f"{row}start", say("From"), "date"),
        Control(f"{row}end", say("Until"), "date"),
        *_figures(asked, row),
    )
    more = (
        Control(f"{row}kind", say("Kind"), "select",
                choices=(("", say("the same")), *kinds)),
        Control(f"{row}host", say("On whose territory"), suggests="states"),
        Control(f"{row}participants", say("Who takes part"),
                help=say("States, with commas between.")),
        *_facts(asked, row),
    )  # fmt: skip
    return ControlGroup(
        row.rstrip("-"),
        legend,
        tuple(map(asked.control, controls)),
        more=tuple(map(asked.control, more)),
        more_words=say("What differs from this activity; left empty, nothing"),
        buttons=_remove(asked, row, legend),
    )


def _claim(asked: _Asked, row: str, number: int) -> ControlGroup:
    say = asked.language.say
    legend = say("Another account of it: {n}", n=number)
    controls = (
        Control(f"{row}by", say("Whose account")),
        *_figures(asked, row),
        *_facts(asked, row),
    )
    return ControlGroup(
        row.rstrip("-"),
        legend,
        tuple(map(asked.control, controls)),
        buttons=_remove(asked, row, legend),
    )


def _remove(asked: _Asked, row: str, legend: str) -> tuple[Button, ...]:
    """The button that takes a row out which says something."""
    say = asked.language.say
    if not any(each for name, each in asked.typed.values.items() if name.startswith(row)):
        return ()
    told = say("Remove: {step}", step=legend)
    return (Button(f"remove-{row.rstrip('-')}", say("Remove"), told, "further"),)


ADDED: Final[Mapping[str, str]] = {
    "notice": message("Something more that was sent"),
    "other": message("Another activity beside it"),
    "claim": message("Another account of it"),
}
"""Rows of which a form takes several, and what is said on the button that adds one."""


def _further(asked: _Asked) -> ControlGroup:
    say = asked.language.say
    return ControlGroup(
        "further",
        say("More to state"),
        (),
        buttons=tuple(Button(f"add-{row}", say(words), lands="further")
                      for row, words in ADDED.items()),
    )  # fmt: skip


def _named(known: Mapping[str, Bilingual], language: Language) -> list[tuple[str, str]]:
    return [(key, each.of(language.code)) for key, each in known.items()]


def _upper(words: str) -> str:
    """Words as they stand at the head of a control."""
    return words[:1].upper() + words[1:]


def label_of(name: str, made: Iterable[ControlGroup]) -> str:
    """What a control is called, with its group."""
    for group in made:
        for each in (*group.fields, *group.more):
            if each.name == name:
                return f"{group.legend}, {each.label}"
    return name

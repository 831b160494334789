"""Edits of a draft's text: days of steps written anew where they stand, all else untouched."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import yaml

Days = tuple[date, date]
"""First and last day of a step."""

Span = tuple[int, int]
"""Where a value stands in the text: its first sign and the one after its last."""


def dated_steps(text: str) -> Mapping[int, tuple[Span, Span]]:
    """Where the first and the last day of each step stand, by its number in the file.

    Steps whose days are written elsewhere, by an anchor or a merged part, are left out: an edit
    would move another step too.
    """
    found = dict(_spans(yaml.compose(text, Loader=yaml.CSafeLoader)))
    uses = Counter(span for spans in found.values() for span in spans)
    return {at: spans for at, spans in found.items() if all(uses[span] == 1 for span in spans)}


def _spans(root: yaml.Node | None) -> Iterator[tuple[int, tuple[Span, Span]]]:
    steps = _values(root).get("steps")
    if not isinstance(steps, yaml.SequenceNode):
        return
    for at, step in enumerate(steps.value):
        days = _values(step)
        if "start" in days and "end" in days:
            first, last = days["start"], days["end"]
            yield (
                at,
                (
                    (first.start_mark.index, first.end_mark.index),
                    (last.start_mark.index, last.end_mark.index),
                ),
            )


def _values(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The values of a mapping by their keys; none of anything else."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def redated(text: str, moves: Mapping[int, Days]) -> str:
    """The text with some steps on other days; comments, order and spelling stay.

    Args:
        text: The YAML of a programme.
        moves: New days by the number of the step in the file.
    """
    spans = dated_steps(text)
    edits = sorted(
        (span, day.isoformat())
        for at, days in moves.items()
        for span, day in zip(spans[at], days, strict=True)
    )
    for (first, after), written in reversed(edits):
        text = text[:first] + _like(text[first:after], written) + text[after:]
    return text


def _like(before: str, written: str) -> str:
    """In the quotation marks that stood there."""
    quote = before[:1] if before[:1] in {'"', "'"} else ""
    return f"{quote}{written}{quote}"

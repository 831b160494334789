"""Terminal report of a reordering: each move with why, findings before and after, the diff."""

import sys
from typing import TYPE_CHECKING, Any

from longtin.cli.terminal.text import print_lines

if TYPE_CHECKING:
    from longtin._language import Language
    from longtin.reviews import MovedStep, Reordering


def show_reordering(found: "Reordering", language: "Language") -> None:
    """Print what is moved and why, then the diff; `patch` reads past the words."""
    print_lines(_told(found, language))
    if found.diff:
        sys.stdout.write(f"\n{found.diff}")


def _told(found: "Reordering", language: "Language") -> list[str]:
    from longtin import lint

    say = language.say
    if not found.moves:
        return [
            say("No step need move: other days would remove no finding."),
            lint.summary(found.before.findings, len(found.before.silenced), language),
        ]
    lines = []
    for move in found.moves:
        lines.append(
            say(
                "`{step}`: {before} → {after}",
                step=move.step,
                before=language.span(*move.before),
                after=language.span(*move.after),
            )
        )
        lines += [f"  {each.code}  {each.say(language)}" for each in move.removes]
    before, after = (
        lint.summary(each.findings, len(each.silenced), language)
        for each in (found.before, found.after)
    )
    return [*lines, "", say("Before: {findings}", findings=before),
            say("After: {findings}", findings=after)]  # fmt: skip


def as_data(found: "Reordering", language: "Language") -> dict[str, Any]:
    """A reordering as plain values, for JSON."""
    return {
        "version": 1,
        "file": found.before.draft.where,
        "today": found.before.today.isoformat(),
        "before": len(found.before.findings),
        "after": len(found.after.findings),
        "moves": [_move(each, language) for each in found.moves],
        "diff": found.diff,
    }


def _move(move: "MovedStep", language: "Language") -> dict[str, Any]:
    return {
        "step": move.step,
        "from": [day.isoformat() for day in move.before],
        "to": [day.isoformat() for day in move.after],
        "removes": [{"code": each.code, "message": each.say(language)} for each in move.removes],
    }

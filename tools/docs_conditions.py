"""Tables of the reference about conditions of measures and arrangements between states."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Table = Callable[[Sequence[str], Iterable[Iterable[object]]], str]


def conditions(table: Table) -> str:
    """Conditions that measures may need, with how many rows say of whom they hold."""
    from longtin import measures as part

    needing: dict[str, list[str]] = {}
    for measure in part.catalogue().values():
        for need in measure.needs:
            for name in (need,) if isinstance(need, str) else need:
                needing.setdefault(name, []).append(measure.id)
    heads = ("condition", "kind", "rows", "English", "Tiếng Việt", "measures that name it")
    return table(
        heads,
        (
            (
                f"`{name}`",
                one.kind,
                len(one.features),
                one.name.en,
                one.name.vi,
                len(needing.get(name, ())),
            )
            for name, one in part.conditions().items()
        ),
    )


def arrangements(table: Table) -> str:
    """What runs between states already, or did, a row an arrangement."""
    from longtin import measures as part

    def row(one: Any) -> Iterator[object]:
        yield f"`{one.measure}`"
        yield _who(one)
        since = one.since or ""
        yield since if one.until is None else f"{since} – {one.until} ({one.ended})"
        yield f"{one.what.en} · {one.what.vi}"

    return table(("measure", "between", "since", "what"), map(row, part.arrangements()))


def _who(one: Any) -> str:
    joint = ", ".join((*one.parties, *([one.group.upper()] if one.group else [])))
    return f"{joint} with {', '.join(one.against)}" if one.against else joint

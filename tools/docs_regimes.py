"""Tables of the documentation on regimes, made from their files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from longtin import measures
from longtin._data import Bilingual
from longtin._language import Language


def regimes() -> str:
    """Every regime with its obligations."""
    return "\n\n".join(_regime(regime) for regime in measures.regimes().values())


def _regime(regime: measures.Regime) -> str:
    english = Language("en")
    rows = table(
        ("row", "article", "what", ""),
        (
            (
                f"`{each.id}`",
                each.article,
                each.says.en,
                " ".join((regime.binding_of(each), "✓" if each.certainty == "verified" else "")),
            )
            for each in regime.obligations
        ),
    )
    notes = "".join(f"\n\nNot encoded: {note.en}" for note in regime.not_encoded)
    head = f"## {regime.name.en}\n\n`{regime.id}`; {measures.regime_line(regime, english)}."
    return f"{head}\n{regime.about.en}{notes}\n\n{rows}"


def regime_counts() -> str:
    """How many rows there are, and how many were seen in a source."""
    found = [each for regime in measures.regimes().values() for each in regime.obligations]
    seen = sum(each.certainty == "verified" for each in found)
    counts = (len(measures.regimes()), len(measures.rows()), len(found), seen)
    return table(("regimes", "rows", "obligations", "of them verified"), [map(str, counts)])


def regime_readings() -> str:
    """Of each regime with a row that was read, how many of its rows were."""
    found = [
        (regime.id, str(regime.verified), str(len(regime.obligations)))
        for regime in measures.regimes().values()
        if regime.verified
    ]
    return table(("regime", "obligations read whole", "of"), found)


def activity_keys() -> str:
    """Every key of an activity, part by part, as the schema has them."""
    schema = measures.activity_schema()
    parts = {"Activity": schema, **schema["$defs"]}
    return "\n\n".join(
        f"## {name}\n\n{_keys(part)}" for name, part in parts.items() if part.get("properties")
    )


def _keys(part: dict[str, Any]) -> str:
    lines = part["description"].partition("Attributes:")[2].splitlines()
    meant = dict(line.strip().split(": ", 1) for line in lines if ": " in line)
    needed = part.get("required", ())
    return table(
        ("key", "", "meaning"),
        (
            (f"`{key}`", "needed" if key in needed else "", meant.get(key, ""))
            for key in part["properties"]
        ),
    )


def activity_words() -> str:
    """Every word an activity may use, in both languages."""
    words = measures.vocabulary()
    parts: dict[str, Mapping[str, Bilingual]] = {
        "kind": words.kinds,
        "facts": words.facts,
        "figures": words.figures,
        "distance_km": words.lines,
        "zones": words.zones,
        "content of a notice": words.contents,
        "--set": words.parameters,
    }
    return "\n\n".join(
        f"### {name}\n\n{table(('key', 'English', 'Tiếng Việt'), _words(held))}"
        for name, held in parts.items()
    )


def _words(held: Mapping[str, Bilingual]) -> Iterator[tuple[str, str, str]]:
    for key, word in held.items():
        yield f"`{key}`", word.en, word.vi


def table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    cells = [[cell.replace("|", "\\|").strip() for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)

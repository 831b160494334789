"""Tables of the documentation on regimes, made from their files."""

from collections.abc import Iterable, Sequence

from longtin import measures
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


def table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    cells = [[cell.replace("|", "\\|").strip() for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)

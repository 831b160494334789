"""Draw the figures of `docs/explanation/why-small-steps-first.md` and print their numbers.

Run as `python tools/plan_figures.py`.
"""

from collections.abc import Mapping, Sequence
from html import escape
from math import exp
from pathlib import Path

import numpy as np

from longtin import plan

OUT = Path(__file__).parents[1] / "docs" / "explanation"
STAKES = tuple(round(0.05 * n, 2) for n in range(1, 21))
TRUST = np.round(np.linspace(0.02, 0.98, 49), 2)
INK, MUTED, LINE, COLOURS = "#1b2733", "#5b6b7a", "#d5dde4", ("#1f5f8b", "#b3541e")
WORLD = plan.Outlook(
    keep_them=0.99, win_them=0.01, noise=0.05, cheats=1.0, sharpness=1e6, lapse=0.0,
    onset=0.0, breach=0.0, discount=1.0,
)  # fmt: skip


def steps(kappa: float, stakes: Sequence[float] = STAKES) -> plan.Problem:
    """Measures of every stake; an untrustworthy state keeps a stake s with chance e^(-kappa s)."""
    moves = tuple(
        plan.Move(f"{stake:.2f}", stake=stake, gain=stake, loss=3.0 * stake,
                  reveals=1.0 - exp(-kappa * stake))
        for stake in stakes
    )  # fmt: skip
    return plan.Problem(moves, WORLD, horizon=8)


def best_stakes(kappa: float) -> list[float]:
    """The best first stake at each trust; 0 for waiting."""
    policy = plan.solve(steps(kappa))
    moves = {move.id: move.stake for move in policy.problem.moves}
    return [moves[policy.best(float(p), 1.0)] for p in TRUST]


def worth_of_first(p: float, kappa: float) -> list[float]:
    """What each first stake is worth above waiting."""
    policy = plan.solve(steps(kappa))
    worth = policy.worth(p, 1.0)
    return [float(value - worth[0]) for value in worth[1:]]


def chart(
    lines: Mapping[str, Sequence[float]],
    across: Sequence[float],
    words: tuple[str, str],
    low: float,
) -> str:
    """Lines over a share from 0 to 1, as SVG."""
    wide, high, left, top = 560, 240, 60, 16
    most = max(max(line) for line in lines.values())
    span = most - low

    def at(x: float, y: float) -> str:
        return f"{left + wide * x:.1f},{top + high * (1 - (y - low) / span):.1f}"

    found = [
        _text(left + wide * mark, top + high + 18, f"{mark:.1f}", "middle")
        for mark in np.linspace(0.0, 1.0, 6)
    ]
    for mark in np.linspace(low, most, 5):
        y = top + high * (1 - (mark - low) / span)
        found += [
            f'<line x1="{left}" x2="{left + wide}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LINE}"/>',
            _text(left - 8, y + 4, f"{mark:.2f}", "end"),
        ]
    ends = [round(line[-1], 2) for line in lines.values()]
    for colour, (name, line) in zip(COLOURS, lines.items(), strict=False):
        points = " ".join(at(x, y) for x, y in zip(across, line, strict=True))
        found.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        end = high * (1 - (line[-1] - low) / span)
        crowded = ends.count(round(line[-1], 2)) > 1 and name != next(iter(lines))
        y = top + end + 4 + (16 if crowded else 0)
        found.append(_text(left + wide + 6, y, name, "start", colour))
    found.append(_text(left + wide / 2, top + high + 38, words[0], "middle"))
    found.append(_text(left, top - 4, words[1], "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {high + 64}" '
        f'font-family="sans-serif" role="img"><title>{escape(words[1])}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(found)}</svg>\n'
    )


def _text(x: float, y: float, words: str, anchor: str, colour: str = MUTED) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" '
        f'fill="{colour}">{escape(words)}</text>'
    )


def main() -> None:
    """Write both figures and print what they show."""
    first = {f"κ = {kappa:g}": best_stakes(kappa) for kappa in (2.0, 8.0)}
    svg = chart(first, TRUST.tolist(), ("trust", "best first stake"), 0.0)
    (OUT / "small-steps-first.svg").write_text(svg, encoding="utf-8")
    for name, line in first.items():
        shown = ", ".join(f"{p:.1f}: {line[round((p - 0.02) / 0.02)]:.2f}"
                          for p in (0.1, 0.2, 0.4, 0.6, 0.8))  # fmt: skip
        print(f"{name}: best first stake by trust {shown}")
    worth = {f"trust {p:g}": worth_of_first(p, 8.0) for p in (0.3, 0.8)}
    low = min(min(line) for line in worth.values())
    svg = chart(worth, STAKES, ("first stake", "worth above waiting, κ = 8"), low)
    (OUT / "small-steps-worth.svg").write_text(svg, encoding="utf-8")
    for name, line in worth.items():
        at = int(np.argmax(line))
        print(f"{name}: the best first stake, {STAKES[at]:.2f}, is worth {line[at]:.3f}")


if __name__ == "__main__":
    main()

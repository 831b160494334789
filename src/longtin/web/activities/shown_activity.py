"""Activities as the controls of a form show them."""

from collections.abc import Iterable, Mapping
from typing import Final

from longtin import actors, measures
from longtin._data import PARTED
from longtin._language import Language
from longtin._moments import Moment
from longtin.web.activities.typed_activity import SEVERAL
from longtin.web.drafts.draft_values import day_shown

EVERYONE: Final = ("all",)


def values_of(found: measures.Activity, language: Language) -> dict[str, str]:
    """An activity as the controls of a form show it."""
    written: dict[str, object] = {
        **{name: getattr(found, name) for name in ("name", "kind", "host", "actor", "asking",
                                                   "asked", "start", "end", "place", "unstated")},
        "participants": _listed(found.participants),
        "zones": "\n".join(found.zones),
        "facts": "\n".join(found.facts),
        **{f"moment-{key}": each for key, each in found.moments.items()},
        **{f"line-{key}": _views(each) for key, each in found.distance_km.items()},
        **_shown_figures(found.figures, ""),
    }  # fmt: skip
    if "end" in found.moments and found.end == found.moments["end"]:
        del written["end"]
    for number, sent in enumerate(found.notices):
        row = f"notice-{number}-"
        to = () if sent.to == EVERYONE else sent.to
        written |= {f"{row}duty": sent.duty, f"{row}by": sent.by, f"{row}to": _listed(to),
                    f"{row}on": sent.on, f"{row}obligation": sent.obligation,
                    f"{row}content": "\n".join(sent.content or ())}  # fmt: skip
    for number, other in enumerate(found.others):
        row = f"other-{number}-"
        written |= {f"{row}name": other.name, f"{row}kind": other.kind, f"{row}host": other.host,
                    f"{row}participants": _listed(other.participants or ()),
                    f"{row}start": other.start, f"{row}end": other.end,
                    f"{row}facts": "\n".join(other.facts),
                    **_shown_figures(other.figures, row)}  # fmt: skip
    for number, claim in enumerate(found.claims):
        row = f"claim-{number}-"
        written |= {f"{row}by": claim.by, f"{row}facts": "\n".join(claim.facts),
                    **_shown_figures(claim.figures, row)}  # fmt: skip
    return {name: _shown(each, language) for name, each in written.items() if each}


def _shown_figures(figures: Mapping[str, float], row: str) -> dict[str, str]:
    return {f"{row}figure-{name}": _plain(each) for name, each in figures.items()}


def _views(distance: float | Mapping[str, float]) -> str:
    if isinstance(distance, Mapping):
        return "; ".join(f"{by} {_plain(each)}" for by, each in distance.items())
    return _plain(distance)


def _plain(number: float) -> str:
    """A number that is read back as it is, also where its point might part thousands."""
    whole = float(number).is_integer()
    text = str(int(number)) if whole else repr(float(number))
    return f"{text}0" if PARTED.fullmatch(text) else text


def _listed(names: Iterable[str]) -> str:
    """States with commas between; one with a comma in its name by its code."""
    return ", ".join(actors.find(each).key if SEVERAL.search(each) else each for each in names)


def _shown(value: object, language: Language) -> str:
    return day_shown(value, language) if isinstance(value, Moment) else str(value)

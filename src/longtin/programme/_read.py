"""Parser of programmes: YAML with its lines, parties by their codes, contradictions refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from longtin import actors
from longtin._data import Place, checked, document, slips, text_of
from longtin.errors import ActorError, DataError, Listing, Phrase, meant
from longtin.programme._contradictions import Slip, contradictions
from longtin.programme._programme import Programme


@dataclass(frozen=True)
class Draft:
    """A programme and where it was read.

    Attributes:
        programme: The programme, its parties by their codes.
        where: Name of the file.
        lines: The line on which each part stands, by its place.
    """

    programme: Programme
    where: str = "programme"
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of a part, or of what holds it."""
        return line(self.lines, place)


def line(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a place, or of the nearest that is known around it; 1 if none is."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1) if place else 1


def read(path: Path) -> Programme:
    """A programme from a YAML file.

    Raises:
        DataError: The file cannot be read, or is not a programme, or contradicts itself; every
            slip is told with its line, its value and what to do.
    """
    return draft(path).programme


def draft(path: Any) -> Draft:
    """A programme with the lines of its parts, to be judged.

    Args:
        path: A `Path`, or a resource of the package.

    Raises:
        DataError: As for `read`.
    """
    return parse(text_of(path), str(path) if isinstance(path, Path) else path.name)


def parse(text: str, where: str) -> Draft:
    """A programme from YAML text.

    Args:
        text: The YAML.
        where: Name of the file, for refusals.

    Raises:
        DataError: As for `read`.
    """
    value, lines = document(text, where)
    if isinstance(value, dict) and "activity" in value and "programme" not in value:
        raise DataError(
            "{file}: this is an activity, not a programme. `longtin regime check {file}` holds it "
            "against the rules in force.",
            file=where,
        )
    written = checked(value, lines, Programme, where)
    programme, found = _with_codes(written)
    found += contradictions(programme)
    if found:
        raise slips((f"{where}:{line(lines, place)}", slip) for place, slip in found)
    return Draft(programme, where, lines)


class _Codes:
    """The codes of the parties, by whatever they are called; keeps what it could not find."""

    def __init__(self, programme: Programme) -> None:
        self._day = programme.start
        self._codes: dict[str, str] = {}
        self.slips: list[Slip] = []
        for at, party in enumerate(programme.parties):
            place: Place = ("parties", at, "id")
            code = self.state(party.id, place) if party.kind == "state" else party.id
            if code in self._codes.values():
                slip = Phrase("`{party}` is listed as a party twice. Keep one.", party=party.id)
                self.slips.append((place, slip))
            self._codes[party.id] = code

    def state(self, text: str, place: Place) -> str:
        """The code of any state."""
        try:
            return actors.find(text, self._day).key
        except ActorError as error:
            slip = Phrase("{why} For an organisation write `kind: organisation`.", why=error)
            self.slips.append((place, slip))
            return text

    def party(self, text: str, place: Place) -> str:
        """The code of a party."""
        if text in self._codes:
            return self._codes[text]
        known = sorted(set(self._codes.values()))
        try:
            code = actors.find(text, self._day).key
        except ActorError:
            code = text
        if code in known:
            return code
        near = get_close_matches(text, [*self._codes, *known], n=1, cutoff=0.6)
        slip = Phrase(
            "`{text}` is none of the parties ({known}).{hint} Add it there.",
            text=text,
            known=Listing(known),
            hint=meant(near),
        )
        self.slips.append((place, slip))
        return text

    def parties(self, texts: tuple[str, ...], place: Place) -> tuple[str, ...]:
        """The codes of several parties; one named twice is a slip."""
        found = tuple(self.party(text, (*place, at)) for at, text in enumerate(texts))
        if len(set(found)) < len(found):
            self.slips.append((place, Phrase("the same party stands here twice. Keep one.")))
        return found

    def keys(self, by_party: Mapping[str, Any], place: Place) -> dict[str, Any]:
        """A mapping by party, by code."""
        found: dict[str, Any] = {}
        for text, value in by_party.items():
            code = self.party(text, (*place, text))
            if code in found:
                slip = Phrase("`{text}` stands here twice. Keep one.", text=text)
                self.slips.append(((*place, text), slip))
            found[code] = value
        return found


def _with_codes(written: Programme) -> tuple[Programme, list[Slip]]:
    codes = _Codes(written)
    if codes.slips:
        return written, codes.slips  # the rest would be told of every use of the same name
    names = [codes.party(party.id, ()) for party in written.parties]
    update: dict[str, Any] = {
        "parties": tuple(
            party.model_copy(update={"id": name})
            for party, name in zip(written.parties, names, strict=True)
        ),
        "steps": tuple(_step(codes, at, step) for at, step in enumerate(written.steps)),
        "balance": tuple(
            each.model_copy(update={"power": codes.state(each.power, ("balance", at, "power"))})
            for at, each in enumerate(_each(written.balance, "balance", codes))
        ),
        "channels": tuple(
            each.model_copy(
                update={"parties": codes.parties(each.parties, ("channels", at, "parties"))}
            )
            for at, each in enumerate(written.channels)
        ),
        "forums": tuple(_forum(codes, at, forum) for at, forum in enumerate(written.forums)),
        "resources": tuple(_each(written.resources, "resources", codes)),
        "principles": tuple(_each(written.principles, "principles", codes)),
        "events": tuple(_each(written.events, "events", codes)),
        "objectives": tuple(
            _objective(codes, at, one) for at, one in enumerate(written.objectives)
        ),
    }
    for name in ("interests", "will", "trust"):
        update[name] = codes.keys(getattr(written, name), (name,))
    return written.model_copy(update=update), codes.slips


def _each(parts: tuple[Any, ...], name: str, codes: _Codes) -> Iterator[Any]:
    """Parts that belong to one party, by its code."""
    for at, part in enumerate(parts):
        if part.party is None:
            yield part
        else:
            yield part.model_copy(update={"party": codes.party(part.party, (name, at, "party"))})


def _step(codes: _Codes, at: int, step: Any) -> Any:
    update: dict[str, Any] = {"by": codes.parties(step.by, ("steps", at, "by"))}
    if step.answer is not None:
        of = codes.parties(step.answer.of, ("steps", at, "answer", "from"))
        update["answer"] = step.answer.model_copy(update={"of": of})
    return step.model_copy(update=update)


def _objective(codes: _Codes, at: int, objective: Any) -> Any:
    if objective.series is None:
        return objective
    place: Place = ("objectives", at, "series")
    named = {
        name: codes.party(getattr(objective.series, name), (*place, key))
        for name, key in (("of", "from"), ("to", "to"))
    }
    return objective.model_copy(update={"series": objective.series.model_copy(update=named)})


def _forum(codes: _Codes, at: int, forum: Any) -> Any:
    place: Place = ("forums", at)
    return forum.model_copy(
        update={
            "members": codes.parties(forum.members, (*place, "members")),
            "means": codes.keys(forum.means, (*place, "means")),
            "ends": codes.keys(forum.ends, (*place, "ends")),
        }
    )

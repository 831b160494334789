"""Search over everything that has a page: states, measures, treaties, promises, rules, guides."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from longtin import actors, lint, measures, promises
from longtin._language import Language, message
from longtin.web.menu_entry import Menu
from longtin.web.searching.guides import guides

KINDS = {
    "state": message("States"),
    "page": message("Pages"),
    "measure": message("Measures"),
    "regime": message("Treaties and documents"),
    "commitment": message("Commitments"),
    "rule": message("Rules for programmes"),
    "guide": message("Guides"),
}
"""What can be found, in the order in which it is shown."""

MOST = 12
"""Of a kind that are shown."""


@dataclass(frozen=True)
class SearchEntry:
    """Something that can be found.

    Attributes:
        kind: One of `KINDS`.
        key: Its id or code.
        names: In both languages, English first.
        href: Where its page is.
        text: All that it is found by, without marks.
    """

    kind: str
    key: str
    names: tuple[str, str]
    href: str
    text: str

    def name(self, code: str) -> str:
        """Its name in a language."""
        return self.names[code == "vi"]


def search(typed: str, pages: tuple[Menu, ...] = ()) -> tuple[SearchEntry, ...]:
    """What may be meant, each kind in the order of `KINDS`, the best of each first.

    Args:
        typed: Words, with or without marks, in either language; codes and ids too.
        pages: Pages of the site that can be found too.
    """
    words = actors.bare(typed).split()
    if not words:
        return ()
    scored = [
        (score, entry) for entry in _entries(pages) if (score := _score(words, entry)) is not None
    ]
    scored.sort(key=lambda each: (each[0], each[1].names[0]))
    found = [_of_state(state) for state in actors.search(typed, most=MOST)]
    for kind in KINDS:
        found += [entry for _, entry in scored if entry.kind == kind][:MOST]
    exact = _exact(typed)
    if exact is not None and exact not in found:
        found.insert(0, exact)
    return tuple(found)


def _exact(typed: str) -> SearchEntry | None:
    """The state that a code stands for."""
    from longtin.errors import ActorError

    try:
        return _of_state(actors.find(typed))
    except ActorError:
        return None


def _of_state(state: actors.State) -> SearchEntry:
    names = (state.name_en, state.name_vi)
    return SearchEntry("state", state.key, names, f"/state/{state.key}", "")


def _score(words: list[str], entry: SearchEntry) -> int | None:
    """How well an entry answers: 0 where its name does, 1 where only its text does."""
    named = actors.bare(" ".join((*entry.names, entry.key))).split()
    if all(any(part.startswith(word) for part in named) for word in words):
        return 0
    return 1 if all(f" {word}" in entry.text for word in words) else None


@cache
def _entries(pages: tuple[Menu, ...]) -> tuple[SearchEntry, ...]:
    return tuple(_made(pages))


def _made(pages: tuple[Menu, ...]) -> Iterator[SearchEntry]:
    vietnamese = Language("vi")
    for entry in pages:
        names = (entry.label, vietnamese.say(entry.label))
        yield _entry("page", entry.path.strip("/"), names, entry.path, "")
    for measure in measures.catalogue().values():
        text = f"{measure.description.en} {measure.description.vi}"
        names = (measure.name.en, measure.name.vi)
        yield _entry("measure", measure.id, names, f"/measures/{measure.id}", text)
    for regime in measures.regimes().values():
        names = (regime.name.en, regime.name.vi)
        yield _entry("regime", regime.id, names, f"/regimes/{regime.id}", "")
    for each in promises.statements().commitments.values():
        names = (each.title.en, each.title.vi)
        text = f"{each.says.en} {each.says.vi} {' '.join(each.by)}"
        yield _entry("commitment", each.id, names, f"/promises/{each.id}", text)
    for code, rule in lint.handbook().items():
        names = (rule.page.title, vietnamese.say(rule.page.title))
        yield _entry("rule", code, names, f"/programme/rules/{code}", "")
    for guide in guides().values():
        other = next((one for one in guides().values() if one.path == guide.other), guide)
        names = (guide.title, guide.told[0] or other.title)
        if guide.language == "vi":
            names = (other.title, guide.title)
        text = f"{guide.text} {guide.told[1]}"
        yield _entry("guide", guide.name, names, guide.path, text)


def _entry(kind: str, key: str, names: tuple[str, str], href: str, text: str) -> SearchEntry:
    return SearchEntry(kind, key, names, href, f" {actors.bare(f'{names[0]} {names[1]} {text}')}")

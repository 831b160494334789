"""Files of the game of two states: its page, its data, its path and its tree for Gambit."""

from pathlib import Path

from longtin import game
from longtin._files import check_place, write_whole
from longtin._language import Language
from longtin.brief._game_document import document
from longtin.brief.sections.where_the_pair_stands import path_figure
from longtin.brief.values.position import Position
from longtin.errors import LongtinError, OutputError
from longtin.page import FORMATS, as_html, as_json, as_markdown, rendered
from longtin.page.charts import draw

SCHEMA = "longtin.game/1"


def standing_json(standing: Position, language: str = "en") -> str:
    """A standing as data: every field under its own name, names in a language."""
    return as_json(standing, SCHEMA, language=language)


def standing_words(standing: Position, language: str = "en") -> str:
    """A standing as Markdown."""
    return as_markdown(document(standing, Language(language)))


def standing_efg(standing: Position, language: str = "en") -> str:
    """The reassurance game of a pair for Gambit: a first step at the standing's stake, then all.

    Both sides start from today's trust. At full stake there is one step only.

    Raises:
        LongtinError: Trust is not known both ways.
    """
    one, two = standing.sides
    if one.now.trust is None or two.now.trust is None:
        raise LongtinError(
            "There is no game of {one} and {two} on {day}: trust is not known both ways. Choose "
            "another date.",
            one=one.truster.name,
            two=two.truster.name,
            day=standing.as_of,
        )
    stakes = ((standing.stake,), (1.0,)) if standing.stake < 1 else ((1.0,),)
    rounds = game.Reassurance(first=one.payoffs, second=two.payoffs, stakes=stakes)
    names = (one.truster.name.of(language), two.truster.name.of(language))
    return game.efg(rounds, two.now.trust, one.now.trust, names)


def write_path(standing: Position, path: str | Path, language: str = "en") -> Path:
    """Draw a pair's path through the 2×2, as SVG, or in a page of its own with all that is said.

    Args:
        standing: Of a pair of which both sides are known.
        path: Ends in `.svg` or `.html`; a file already there is replaced.
        language: Of its words.

    Returns:
        The path written.

    Raises:
        OutputError: The ending is another, it cannot be written there, or there is no path.
    """
    target, words = check_path(path), Language(language)
    if not standing.steps:
        one, two = (side.truster.name for side in standing.sides)
        raise OutputError(
            "There is no path of {one} and {two} on {day}: trust is not known both ways. Choose "
            "another date.",
            one=one,
            two=two,
            day=standing.as_of,
        )
    if target.suffix.lower() == ".svg":
        write_whole(target, draw(path_figure(standing, words).spec, words).encode())
    else:
        write_whole(target, as_html(document(standing, words)).encode())
    return target


def check_path(path: str | Path) -> Path:
    """Refuse a file that no path can be drawn in, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    target = Path(path)
    if target.suffix.lower() not in {".svg", ".html"}:
        raise OutputError(
            "{file}: a path is drawn as `.svg` or `.html`. Let the name end so.", file=target
        )
    check_place(target)
    return target


def write_standing(standing: Position, path: str | Path, language: str = "en") -> Path:
    """Write where two states stand in the game to a file, whole or not at all.

    Args:
        standing: What to write.
        path: Ends in `.json` or one of `page.FORMATS`; a file already there is replaced.
        language: Of its words.

    Returns:
        The path written.

    Raises:
        OutputError: The ending is another, or the file cannot be written there.
    """
    target, words = check_standing(path), Language(language)
    match target.suffix.lower():
        case ".json":
            content = standing_json(standing, language).encode()
        case ending:
            content = rendered(document(standing, words), ending[1:])
    write_whole(target, content)
    return target


def check_standing(path: str | Path) -> Path:
    """Refuse a file that no standing can be written to, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    target = Path(path)
    if target.suffix.lower() not in {".json", *(f".{form}" for form in FORMATS)}:
        raise OutputError(
            "{file}: the game is written as `.html`, `.pdf`, `.docx`, `.md` or `.json`. Let the "
            "name end so.",
            file=target,
        )
    check_place(target)
    return target

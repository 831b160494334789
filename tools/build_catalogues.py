"""Catalogues of messages: what the code says, sorted into one file a part for its translators.

Each message stands in `src/longtin/locale/LANGUAGE/PART.po`, PART being who says it: a folder of
`src/longtin`, or `shared` for the modules beside them. What several parts say stands with the
lowest of them. Within a file the order is that of the code. Translations are kept, new messages
come in empty, and those no longer said go.

After a merge in which both sides' lines were taken, run it again: it puts all in order.
"""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "longtin"
LOCALES = SOURCE / "locale"
SHARED = "shared"

Key = str | tuple[str, str]
"""A message, or its forms for one thing and for many."""

HEADER = """\
# Vietnamese for Longtin: what the part of this name says. English messages are the keys.
# Terms follow docs/glossary.csv. Put in order by `make messages`, which keeps translations.
msgid ""
msgstr ""
"Project-Id-Version: Longtin\\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


@dataclass(frozen=True)
class Saying:
    """A place in the code where words are said.

    Attributes:
        file: The module, below `src/longtin`.
        by: What is called: `say`, `message`, or the name of a refusal.
        words: The message as written there; several if one of them is chosen there.
        ready_made: The source of a message that is put together there and so cannot be translated.
    """

    file: str
    by: str
    words: tuple[Key, ...]
    ready_made: str | None = None

    @property
    def part(self) -> str:
        """The part it belongs to."""
        return part_of(self.file)

    @property
    def is_refusal(self) -> bool:
        """Whether it is an error of ours."""
        return self.by in refusals()


def part_of(file: str) -> str:
    """The part a module belongs to, by its place below `src/longtin`."""
    folder = file.partition("/")[0]
    return folder if (SOURCE / folder / "__init__.py").exists() else SHARED


@cache
def layers() -> Mapping[str, int]:
    """How high each part stands in the layers of `pyproject.toml`, the lowest the least."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    found = next(each["layers"] for each in contracts if each["type"] == "layers")
    return {
        part.strip(): height
        for height, layer in enumerate(reversed(found), 1)
        for part in layer.split("|")
    }


@cache
def refusals() -> frozenset[str]:
    """The names of all errors of ours."""
    tree = ast.parse((SOURCE / "errors.py").read_text("utf8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    )


@cache
def sayings() -> tuple[Saying, ...]:
    """Every place where the code says something, in the order of files and lines."""
    return tuple(
        saying
        for path in sorted(SOURCE.rglob("*.py"))
        for saying in said_in(path.relative_to(SOURCE).as_posix(), path.read_text("utf8"))
    )


def said_in(file: str, code: str) -> Iterator[Saying]:
    """What the code of one module says."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and node.args]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in {"say", "message", "Phrase"} or name in refusals():
            words = call.args[0]
            is_made_there = _is_put_together(words, is_refusal=name in refusals())
            ready_made = ast.unparse(words) if is_made_there else None
            yield Saying(file, name, tuple(_constants(words)), ready_made)
        elif name == "count" and len(call.args) > 1:
            one, many = (tuple(_constants(each)) for each in call.args[:2])
            yield Saying(file, name, tuple(zip(one, many, strict=True)))


def _constants(words: ast.expr) -> Iterator[str]:
    """The texts written out in an expression that is one of them."""
    if isinstance(words, ast.Constant) and isinstance(words.value, str):
        yield words.value
    elif isinstance(words, ast.IfExp):
        yield from _constants(words.body)
        yield from _constants(words.orelse)


def _is_put_together(words: ast.expr, *, is_refusal: bool) -> bool:
    """Whether a sentence is made on the spot: an f-string, a sum, or filled in too early."""
    if isinstance(words, ast.Call):
        return is_refusal or getattr(words.func, "attr", "") == "format"
    return isinstance(words, ast.JoinedStr | ast.BinOp)


def _pages() -> Iterator[tuple[str, str]]:
    """What the pages of rules say, with the file of each: their docstrings are messages."""
    for part in layers():
        if (SOURCE / part / "__init__.py").exists():
            handbook = getattr(import_module(f"longtin.{part}"), "handbook", None)
            for rule in handbook().values() if handbook else ():
                place = Path(str(sys.modules[type(rule).__module__].__file__))
                for text in rule.page.messages:
                    yield place.relative_to(SOURCE).as_posix(), text


def _help() -> Iterator[tuple[str, str]]:
    """What the help of the command line says, with the file of each command."""
    import typer

    from longtin.cli import app
    from longtin.cli._help import texts

    commands: list[Any] = [typer.main.get_command(app)]
    for command in commands:
        commands.extend(getattr(command, "commands", {}).values())
        module = sys.modules[command.callback.__module__] if command.callback else None
        place = Path(str(module.__file__)) if module else SOURCE / "cli" / "__init__.py"
        for text in texts(command):
            yield place.relative_to(SOURCE).as_posix(), text


def messages() -> Mapping[str, tuple[Key, ...]]:
    """All messages, by the part they are filed under, in the order of the code."""
    said = [(each.file, key) for each in sayings() for key in each.words]
    said = sorted(
        [*_pages(), *_help(), *said], key=lambda one: one[0]
    )  # a stable sort: lines stay in order
    home: dict[Key, str] = {}
    for file, key in said:
        part = part_of(file)
        home[key] = min(home.get(key, part), part, key=lambda each: (layers().get(each, 0), each))
    filed: dict[str, dict[Key, None]] = {}
    for file, key in said:
        if home[key] == part_of(file):
            filed.setdefault(home[key], {})[key] = None
    return {part: tuple(keys) for part, keys in sorted(filed.items())}


def translations(folder: Path) -> dict[Key, str]:
    """What a language's catalogues hold.

    Raises:
        SystemExit: A message has two different translations.
    """
    found: dict[Key, str] = {}
    differing = []
    for file in sorted(folder.glob("*.po")):
        for entry in read_po(BytesIO(file.read_bytes()), locale=folder.name, abort_invalid=True):
            if entry.id:
                key = entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])
                text = (
                    entry.string if isinstance(entry.string, str) else "".join(entry.string or ())
                )
                if found.get(key, text) not in {text, ""} and text:
                    differing.append(f"{file.name}: {key!r}\n    {found[key]}\n    {text}")
                found[key] = text or found.get(key, "")
    if differing:
        sys.exit("Two translations of one message. Delete one of each:\n" + "\n".join(differing))
    return found


def as_file(keys: Iterable[Key], texts: Mapping[Key, str], language: str) -> str:
    """One catalogue as the text of its file."""
    catalogue = Catalog(locale=language)
    for key in keys:
        text = texts.get(key, "")
        catalogue.add(key, text if isinstance(key, str) else (text,)).flags.clear()
    out = BytesIO()
    write_po(out, catalogue, width=0, omit_header=True)
    return HEADER + out.getvalue().decode("utf8").strip() + "\n"


def build(folder: Path) -> str:
    """Put a language's catalogues in order, and tell what was done."""
    texts, filed = translations(folder), messages()
    told = StringIO()
    for path in set(folder.glob("*.po")) - {folder / f"{part}.po" for part in filed}:
        path.unlink()
        print(f"{path.name}: removed", file=told)
    for part, keys in filed.items():
        path = folder / f"{part}.po"
        before = path.read_text("utf8") if path.exists() else ""
        after = as_file(keys, texts, folder.name)
        path.write_text(after, "utf8")
        empty = sum(not texts.get(key) for key in keys)
        change = "as before" if before == after else "changed"
        print(f"{path.name}: {len(keys)} messages, {change}; {empty} to translate", file=told)
    for key in texts.keys() - {key for keys in filed.values() for key in keys}:
        print(f"no longer said: {key!r} = {texts[key]!r}", file=told)
    return told.getvalue()


if __name__ == "__main__":
    for locale in sorted(path for path in LOCALES.iterdir() if path.is_dir()):
        print(build(locale), end="")

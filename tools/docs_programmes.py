"""The parts of the documentation that are made from rules and from the schema."""

import re
from pathlib import Path
from typing import Any

from longtin import lint, programme
from longtin._language import Language
from longtin.lint import Rule

BIBLIOGRAPHY = Path(__file__).parents[1] / "docs" / "bibliography.md"
ENGLISH = Language("en")


def rules() -> str:
    """Every rule's page, family by family."""
    parts = []
    for start, name in lint.FAMILIES.items():
        family = [rule for code, rule in lint.handbook().items() if code.startswith(start)]
        parts.append(f"## {start}: {name}")
        parts += [_page(rule) for rule in family]
    return "\n\n".join(parts)


def _page(rule: Rule) -> str:
    page, level = rule.page, lint.level_name(rule.level, ENGLISH)
    sources = "\n".join(f"- {_cited(source)}" for source in page.sources)
    return "\n\n".join(
        (
            f"### {rule.code}: {page.title} {{#{rule.code.lower()}}}",
            f"*{level}.* {page.looks}",
            page.why,
            f"Breaks the rule:\n\n```yaml\n{page.breaks}```",
            f"Keeps the rule:\n\n```yaml\n{page.keeps}```",
            f"**How to fix it.** {page.fix}",
            sources,
        )
    )


def _cited(source: str) -> str:
    """A source whose key leads to the bibliography."""
    key = re.match(r"\[([^]]+)\]", source)
    known = BIBLIOGRAPHY.read_text(encoding="utf-8")
    if key is None:
        return source
    found = re.search(rf'<a id="([^"]+)"></a>\*\*{re.escape(key[1])}', known)
    return f"[{key[1]}](../bibliography.md#{found[1]}){source[key.end() :]}" if found else source


def programme_keys() -> str:
    """Every key of a programme, part by part, as the schema has them."""
    schema = programme.schema(lint.handbook())
    parts = {"Programme": schema, **schema["$defs"]}
    return "\n\n".join(_part(name, part) for name, part in parts.items() if part.get("properties"))


def _part(name: str, part: dict[str, Any]) -> str:
    needed = set(part.get("required", ()))
    rows = "\n".join(
        f"| `{key}` | {_kind(about)} | {'yes' if key in needed else ''} | {about['description']} |"
        for key, about in part["properties"].items()
    )
    head = "| key | holds | needed | meaning |\n| --- | --- | --- | --- |"
    return f"### {name}\n\n{part['description']}\n\n{head}\n{rows}"


def _kind(about: dict[str, Any]) -> str:
    if "$ref" in about:
        return _linked(about["$ref"])
    if "anyOf" in about:
        found = [_kind(each) for each in about["anyOf"] if each.get("type") != "null"]
        return " or ".join(dict.fromkeys(found))
    values = about.get("enum", [about["const"]] if "const" in about else [])
    if values:
        return "a name that is known" if len(values) > 10 else ", ".join(f"`{v}`" for v in values)
    return _plain_kind(about)


def _plain_kind(about: dict[str, Any]) -> str:
    kind, inner = about.get("type"), about.get("additionalProperties")
    if kind == "array":
        return f"list of {_kind(about.get('items', {})) or 'any'}"
    if kind == "object" and isinstance(inner, dict):
        return f"by party: {_kind(inner)}"
    if kind == "string":
        return "day" if about.get("format") == "date" else "words"
    return str(kind or "")


def _linked(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return "words in both languages" if name == "Bilingual" else f"[{name}](#{name.lower()})"

"""Edits of a programme's text in place: a value is written anew where it stands, all else stays.

Comments, order and spelling of what is not edited are kept. Where a file repeats itself by an
anchor, or is written so that a value cannot be told apart, the whole is written anew.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import yaml

from longtin._data import Place, document
from longtin._plain_yaml import plain_yaml
from longtin.errors import LongtinError

Node = yaml.Node
Item = tuple[int, int]
"""Where an item of a list begins, with the comments above it, and where the next one does."""

WIDE: Final = 10_000
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
QUOTED_DAY: Final = re.compile(r"'(\d{4}-\d\d-\d\d)'")


def with_value(text: str, place: Place, value: Any, order: Sequence[str] = ()) -> str:
    """The text with one value set, added or taken out.

    Args:
        text: YAML.
        place: Keys and places of lists that lead to it; all but the last must be there.
        value: Plain values; `None` takes the key out.
        order: Keys in the order in which a new one is put among those that are there.

    Returns:
        YAML that reads as the old one but for that value.

    Raises:
        DataError: It is not YAML.
    """

    def change(held: Any) -> None:
        parent = _inside(held, place[:-1])
        if value is None:
            parent.pop(place[-1], None)
        else:
            parent[place[-1]] = value

    return _checked(text, change, lambda: _set(text, place, value, order))


def with_item(text: str, key: str, at: int, item: Mapping[str, Any]) -> str:
    """The text with an item put into a list of mappings, before the one at that place."""

    def change(held: Any) -> None:
        held.setdefault(key, []).insert(at, dict(item))

    def put() -> str:
        spans, indent = _items(text, key)
        block = _indented(QUOTED_DAY.sub(r"\1", plain_yaml([dict(item)])), indent)
        cut = spans[at][0] if at < len(spans) else spans[-1][1]
        before = text[:cut] if not cut or text[cut - 1] == "\n" else f"{text[:cut]}\n"
        return f"{before}{block}{text[cut:]}"

    return _checked(text, change, put)


def without_item(text: str, key: str, at: int) -> str:
    """The text without an item of a list, and without the comments above it."""

    def change(held: Any) -> None:
        del held[key][at]

    def cut() -> str:
        first, after = _items(text, key)[0][at]
        return text[:first] + text[after:]

    return _checked(text, change, cut)


def with_moved_item(text: str, key: str, at: int, to: int) -> str:
    """The text with an item of a list at another place, with the comments above it."""

    def change(held: Any) -> None:
        held[key].insert(to, held[key].pop(at))

    def move() -> str:
        spans, _ = _items(text, key)
        blocks = [_ended(text[first:after]) for first, after in spans]
        blocks.insert(to, blocks.pop(at))
        return text[: spans[0][0]] + "".join(blocks) + text[spans[-1][1] :]

    return _checked(text, change, move)


def _checked(text: str, change: Callable[[Any], None], edit: Callable[[], str]) -> str:
    """What an edit gives, if it reads as the values changed do; else these, written anew."""
    held = document(text, "programme")[0]
    change(held)
    if "&" not in text or "*" not in text:
        try:
            found = edit()
            if document(found, "programme")[0] == held:
                return found
        except (LongtinError, LookupError, ValueError):
            pass  # written so that it cannot be edited in place
    return plain_yaml(held)


def _inside(held: Any, place: Place) -> Any:
    for key in place:
        held = held[key]
    return held


def _root(text: str) -> Node:
    found: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    if found is None:
        raise ValueError
    return found


def _is_flow(node: Node) -> bool:
    """Whether a list or mapping stands in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _at(node: Node, place: Place) -> Node:
    for key in place:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(str(key))]
        else:
            node = _pairs(node)[str(key)][1]
    return node


def _pairs(node: Node) -> dict[str, tuple[Node, Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise LookupError
    return {key.value: (key, value) for key, value in node.value}


def _set(text: str, place: Place, value: Any, order: Sequence[str]) -> str:
    parent, key = _at(_root(text), place[:-1]), place[-1]
    if isinstance(parent, yaml.SequenceNode):
        node = parent.value[int(str(key))]
        return text[: node.start_mark.index] + _flow(value) + text[_end(text, node) :]
    pairs = _pairs(parent)
    name = str(key)
    if value is None:
        return _without(text, parent, name)
    if name in pairs:
        key_node, node = pairs[name]
        written = _flow(value, _quote(text, node), inside=_is_flow(parent))
        return f"{text[: key_node.end_mark.index]}: {written}{text[_end(text, node) :]}"
    return _added(text, parent, name, value, order)


def _added(text: str, parent: Node, name: str, value: Any, order: Sequence[str]) -> str:
    """A key put after the last one that comes before it."""
    pairs = _pairs(parent)
    rank = order.index(name) if name in order else len(order)
    ahead = [each for each in pairs if each in order and order.index(each) < rank]
    after = ahead[-1] if ahead else next(iter(pairs))
    cut = _end(text, pairs[after][1])
    if _is_flow(parent):
        return f"{text[:cut]}, {name}: {_flow(value, inside=True)}{text[cut:]}"
    line_end = text.find("\n", cut)
    cut = len(text) if line_end < 0 else line_end
    indent = " " * next(iter(pairs.values()))[0].start_mark.column
    return f"{text[:cut]}\n{indent}{name}: {_flow(value)}{text[cut:]}"


def _without(text: str, parent: Node, name: str) -> str:
    pairs = _pairs(parent)
    if name not in pairs:
        return text
    names = list(pairs)
    at = names.index(name)
    first = pairs[name][0].start_mark.index
    if at + 1 < len(names):  # up to where the next key begins
        return text[:first] + text[pairs[names[at + 1]][0].start_mark.index :]
    if at == 0:
        raise LookupError  # the only one
    return text[: _end(text, pairs[names[at - 1]][1])] + text[_end(text, pairs[name][1]) :]


def _end(text: str, node: Node) -> int:
    """Where a node ends, without the space and the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or _is_flow(node):
        return int(node.end_mark.index)
    if isinstance(node, yaml.MappingNode):
        return _end(text, node.value[-1][1])
    return _end(text, node.value[-1])


def _items(text: str, key: str) -> tuple[list[Item], int]:
    """Where the items of a list of mappings stand, and how far its dashes are indented."""
    node = _at(_root(text), (key,))
    if not isinstance(node, yaml.SequenceNode) or _is_flow(node) or not node.value:
        raise LookupError
    starts = []
    for each in node.value:
        dash = text.rfind("-", 0, each.start_mark.index)
        first = text.rfind("\n", 0, dash) + 1
        while first and _is_aside(above := text[text.rfind("\n", 0, first - 1) + 1 : first]):
            first -= len(above)
        starts.append(first)
    line_end = text.find("\n", _end(text, node))
    last = len(text) if line_end < 0 else line_end + 1
    indent = node.start_mark.column
    return list(zip(starts, [*starts[1:], last], strict=True)), indent


def _is_aside(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indented(block: str, columns: int) -> str:
    return "".join(f"{' ' * columns}{line}\n" for line in block.splitlines())


def _ended(block: str) -> str:
    return block if block.endswith("\n") else f"{block}\n"


def _quote(text: str, node: Node) -> str:
    """The quotation mark around a scalar, if there is one."""
    first = text[node.start_mark.index : node.start_mark.index + 1]
    return first if isinstance(node, yaml.ScalarNode) and first in {'"', "'"} else ""


def _flow(value: Any, quote: str = "", *, inside: bool = False) -> str:
    """A value on one line, to stand inside brackets or not."""
    if quote and isinstance(value, str):
        style = yaml.dump(value, default_style=quote, allow_unicode=True, width=WIDE)
        return style.strip()
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    if inside:
        return plain_yaml([value], flow=True).strip()[1:-1]
    written = plain_yaml(value, flow=True).strip()
    return written.removesuffix("\n...").strip()

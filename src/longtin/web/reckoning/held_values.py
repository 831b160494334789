"""Values held for whoever asks next, counted by the bytes that they take."""

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from enum import Enum
from threading import Lock
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, Final, Generic, TypeVar

Value = TypeVar("Value")

_NOT_HELD: Final = (type, ModuleType, FunctionType, MethodType, BuiltinFunctionType, Enum)
"""Kinds of what a value speaks of and does not hold."""


class HeldValues(Generic[Value]):
    """The last values given, each made once however many ask at the same time.

    Args:
        most: Bytes that all of them take together; the last is held whatever it takes.
    """

    def __init__(self, most: int) -> None:
        self._most, self._guard = most, Lock()
        self._found: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._turn = 0
        self._waiting: dict[Hashable, Lock] = {}

    @property
    def size(self) -> int:
        """Bytes that all of them take together."""
        with self._guard:
            return self._taken()

    def find(self, key: Hashable) -> tuple[Value] | None:
        """The value under a key alone in a tuple, if it is held."""
        with self._guard:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key][:1]

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value under a key, made if it is not held."""
        if (found := self.find(key)) is not None:
            return found[0]
        with self._guard:
            alone = self._waiting.setdefault(key, Lock())
        with alone:
            if (found := self.find(key)) is not None:
                return found[0]
            turn = self._turn
            try:
                made = make()
            finally:
                with self._guard:
                    self._waiting.pop(key, None)
            self._keep(key, made, turn)
            return made

    def clear(self) -> None:
        """Forget everything, and what is being made as soon as it is given."""
        with self._guard:
            self._turn += 1
            self._found.clear()

    def _keep(self, key: Hashable, made: Value, turn: int) -> None:
        size = bytes_of(made)
        with self._guard:
            if turn != self._turn:
                return
            self._found[key] = made, size
            while len(self._found) > 1 and self._taken() > self._most:
                self._found.popitem(last=False)

    def _taken(self) -> int:
        return sum(size for _, size in self._found.values())


def bytes_of(value: object) -> int:
    """Bytes that a value takes with all that it holds; what it holds twice is counted once.

    Columns of frames and elements of arrays are counted, classes and functions are not.
    """
    seen, waiting, size = set[int](), [value], 0
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, _NOT_HELD):
            continue
        seen.add(id(each))
        size += sys.getsizeof(each, 0) + _beside(each)
        waiting.extend(gc.get_referents(each))
        base = getattr(each, "base", None) if type(each).__module__ == "numpy" else None
        if base is not None:  # the array that this one is a view of
            waiting.append(base)
    return size


def _beside(value: Any) -> int:
    """What a value keeps where the interpreter does not see it: columns of a frame."""
    asked = getattr(value, "estimated_size", None)
    return int(asked()) if callable(asked) else 0

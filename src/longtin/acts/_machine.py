"""Compiled loops, and the few instructions of the machine that they need and Python has not.

Loops are compiled by Numba, kept on disk, and let go of the interpreter while they run. The
functions below stand for one or a few instructions each; they can be called in compiled loops only.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

_BYTES = 64


def eight(address: int) -> np.uint64:  # pragma: no cover - replaced by an instruction
    """Eight bytes from an address."""
    raise NotImplementedError


def lowest_set(bits: np.uint64) -> int:  # pragma: no cover - replaced by an instruction
    """Which bit of a number is the lowest that is set; of no use for 0."""
    raise NotImplementedError


def ones(bits: np.uint64) -> int:  # pragma: no cover - replaced by an instruction
    """How many bits of a number are set."""
    raise NotImplementedError


def equal(address: int, byte: int) -> np.uint64:  # pragma: no cover - replaced by instructions
    """Which of the 64 bytes from an address are a given byte, a bit for each."""
    raise NotImplementedError


def beyond(address: int) -> np.uint64:  # pragma: no cover - replaced by instructions
    """Which of the 64 bytes from an address are not ASCII, a bit for each."""
    raise NotImplementedError


@cache
def compiled(loop: Callable[..., Any], *inner: Callable[..., Any]) -> Callable[..., Any]:
    """Machine code, from the cache on disk where it has been made before.

    Args:
        loop: What to compile.
        inner: Functions that it calls.
    """
    import numba
    from numba.extending import register_jitable

    _teach()
    for each in inner:
        register_jitable(each)
    made: Callable[..., Any] = numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    return made


@cache
def _teach() -> None:
    """Let compiled loops use the instructions."""
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic, overload

    bit, byte, word = ir.IntType(1), ir.IntType(8), ir.IntType(64)
    many = ir.VectorType(byte, _BYTES)

    def fetched(builder: Any, address: Any, kind: Any) -> Any:
        return builder.load(builder.inttoptr(address, kind.as_pointer()), align=1)

    def everywhere(builder: Any, value: Any) -> Any:
        nothing = ir.Constant(many, ir.Undefined)
        first = builder.insert_element(nothing, builder.trunc(value, byte), ir.IntType(32)(0))
        places = ir.Constant(ir.VectorType(ir.IntType(32), _BYTES), [0] * _BYTES)
        return builder.shuffle_vector(first, nothing, places)

    def same(builder: Any, address: Any, value: Any) -> Any:
        held = fetched(builder, address, many)
        return builder.bitcast(builder.icmp_unsigned("==", held, everywhere(builder, value)), word)

    def negative(builder: Any, address: Any) -> Any:
        held = fetched(builder, address, many)
        return builder.bitcast(
            builder.icmp_signed("<", held, ir.Constant(many, [0] * _BYTES)), word
        )

    def lowest(builder: Any, bits: Any) -> Any:
        return builder.cttz(bits, bit(1))

    def instruction(returned: Any, taken: Any, write: Callable[[Any, Any], Any]) -> Any:
        def typed(_context: Any, _given: Any) -> Any:
            return returned(taken), lambda _context, builder, _signature, given: write(
                builder, given[0]
            )

        return intrinsic(typed)

    def compare(_context: Any, _address: Any, _byte: Any) -> Any:
        def code(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            return same(builder, *given)

        return types.uint64(types.int64, types.int64), code

    words = instruction(types.uint64, types.int64, lambda builder, at: fetched(builder, at, word))
    lows = instruction(types.int64, types.uint64, lowest)
    counts = instruction(types.int64, types.uint64, lambda builder, bits: builder.ctpop(bits))
    highs = instruction(types.uint64, types.int64, negative)
    compared: Any = intrinsic(compare)
    overload(eight)(lambda address: lambda address: words(address))  # noqa: ARG005, PLW0108
    overload(lowest_set)(lambda bits: lambda bits: lows(bits))  # noqa: ARG005, PLW0108
    overload(ones)(lambda bits: lambda bits: counts(bits))  # noqa: ARG005, PLW0108
    overload(beyond)(lambda address: lambda address: highs(address))  # noqa: ARG005, PLW0108
    overload(equal)(lambda address, byte: lambda address, byte: compared(address, byte))  # noqa: ARG005, PLW0108

"""Machine code of loops: made by Numba once, kept as an object file, and loaded without Numba.

Loading Numba and taking one loop from its cache costs half a second of every command that asks for
a plan. What it makes is kept here as the object file that LLVM wrote; llvmlite, which Numba rests
on, links it in some hundredths of a second. A loop so kept takes arrays and numbers, returns
nothing, raises nothing and asks for no memory: space it needs is given to it.

An object file belongs to one source file, kind of arguments, processor and version of llvmlite; its
name says all of these as a checksum, so none is ever used for another.
"""

import ctypes
import hashlib
import inspect
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np

from longtin import _kept_files

Kind = tuple[str, int]
"""Type and number of axes of an argument; -1 for a number."""

Native = tuple[Any, tuple[Any, ...]]
"""A linked function and what holds it in memory."""

CALLED: Final = frozenset({"exp", "log", "log1p", "memset", "memcpy", "memmove"})
"""What a loop may call: the C library."""

NEVER_CALLED: Final = ("NRT_MemInfo_call_dtor",)
"""Named by what counts references of arrays; ours are none of Numba's, so it is never called."""


class Loop:
    """A loop compiled for the kinds of arguments it is called with, one after the other.

    It lets go of the interpreter while it runs.
    """

    def __init__(
        self,
        plain: Callable[..., None],
        prepare: Callable[[], None],
        beside: tuple[Callable[..., Any], ...] = (),
    ) -> None:
        """Compile nothing yet.

        Args:
            plain: The loop.
            prepare: Tells Numba of the functions that the loop calls.
            beside: A function of each other source file that it calls: a change there counts too.
        """
        self._plain, self._prepare, self._beside = plain, prepare, beside
        self._known: dict[tuple[Kind, ...], Native | None] = {}
        self._guard = Lock()
        self._numba: Callable[..., None] | None = None

    def __call__(self, *given: Any) -> None:
        """Run it."""
        kinds = tuple(map(_kind, given))
        with self._guard:
            if kinds not in self._known:
                self._known[kinds] = self._linked(kinds)
        found = self._known[kinds]
        if found is None:
            self._by_numba()(*given)
            return
        words: list[Any] = [ctypes.byref(ctypes.c_void_p()), ctypes.byref(ctypes.c_void_p())]
        for each in given:
            words += _words(each)
        if found[0](*words):
            raise RuntimeError(f"{self._plain.__name__} failed")  # it has nothing to raise

    def _linked(self, kinds: tuple[Kind, ...]) -> Native | None:
        """From the disk, where it is, or made; `None` where it has to be left to Numba."""
        if any(kind == "strided" for kind, _ in kinds):
            return None
        mark = hashlib.sha256(repr((kinds, *_processor())).encode()).hexdigest()[:16]
        name = f"{_stem(self._plain, *self._beside)}-{mark}.o"
        for folder in _kept_files.folders():
            with suppress(OSError, ValueError):
                return _link(*_read(folder / name), kinds)
        symbol, code = self._compiled(kinds)
        if symbol:
            _keep(name, symbol, code)
            return _link(symbol, code, kinds)
        return None

    def _compiled(self, kinds: tuple[Kind, ...]) -> tuple[str, bytes]:
        """The name of the function and the object file; no name where it calls what it may not."""
        import numba

        self._prepare()
        types = [
            numba.from_dtype(np.dtype(kind))
            if axes < 0
            else numba.types.Array(numba.from_dtype(np.dtype(kind)), axes, "C")
            for kind, axes in kinds
        ]
        alone: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        made: Any = numba.njit(
            numba.types.void(*types), nogil=True, error_model="numpy", **alone
        )(self._plain)  # fmt: skip
        (found,) = made.overloads.values()
        module = found.library._final_module  # noqa: SLF001 - Numba has no public way
        needed = {
            each.name
            for each in module.functions
            if each.is_declaration and not each.name.startswith("llvm.")
        }
        if needed - CALLED - set(NEVER_CALLED):
            return "", b""
        machine = found.library.codegen._tm  # noqa: SLF001 - likewise
        return found.fndesc.llvm_func_name, machine.emit_object(module)

    def _by_numba(self) -> Callable[..., None]:
        if self._numba is None:
            import numba

            self._prepare()
            self._numba = numba.njit(cache=True, nogil=True, error_model="numpy")(self._plain)
        return self._numba


@cache
def kept(plain: Callable[..., None], *beside: Callable[..., Any]) -> bool:
    """Whether a loop has been compiled before, for whatever arguments; `beside` as in `Loop`."""
    stem = _stem(plain, *beside)
    return any(file for folder in _kept_files.folders() for file in folder.glob(f"{stem}-*.o"))


@cache
def _stem(plain: Callable[..., None], *beside: Callable[..., Any]) -> str:
    """Of the names of its files: the loop, and the source files it stands in with all it calls."""
    held = (Path(inspect.getfile(each)).read_bytes() for each in (plain, *beside))
    source = hashlib.sha256(b"".join(held)).hexdigest()
    return f"{plain.__module__}.{plain.__name__}-{source[:16]}"


def _kind(given: Any) -> Kind:
    if isinstance(given, np.ndarray):
        return (given.dtype.str, given.ndim) if given.flags.carray else ("strided", given.ndim)
    return ("<f8", -1) if isinstance(given, float | np.floating) else ("<i8", -1)


def _words(given: Any) -> list[Any]:
    """An argument as Numba's functions take it: of an array, its parts one after the other."""
    if isinstance(given, np.ndarray):
        start = given.__array_interface__["data"][0]
        return [None, None, given.size, given.itemsize, start, *given.shape, *given.strides]
    return [given]


def _prototype(kinds: tuple[Kind, ...]) -> Any:
    one, many = ctypes.c_void_p, ctypes.c_ssize_t
    types: list[Any] = [one, one]
    for kind, axes in kinds:
        if axes < 0:
            types.append(ctypes.c_double if kind == "<f8" else ctypes.c_int64)
        else:
            types += [one, one, many, many, one, *[many] * (2 * axes)]
    return ctypes.CFUNCTYPE(ctypes.c_int32, *types)


@cache
def _processor() -> tuple[str, str, str]:
    """Version of llvmlite, and the processor with what it can do."""
    import llvmlite
    import llvmlite.binding as llvm

    features = llvm.get_host_cpu_features().flatten()
    return llvmlite.__version__, llvm.get_host_cpu_name(), features


def _link(symbol: str, code: bytes, kinds: tuple[Kind, ...]) -> Native:
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    for name in NEVER_CALLED:
        if llvm.address_of_symbol(name) is None:
            anything = ctypes.cast(ctypes.pythonapi.Py_IncRef, ctypes.c_void_p).value
            llvm.add_symbol(name, anything)
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=_processor()[1], features=_processor()[2], codemodel="jitdefault", jit=True
    )
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return _prototype(kinds)(engine.get_function_address(symbol)), (engine,)


def _read(path: Path) -> tuple[str, bytes]:
    mark, symbol, code = path.read_bytes().split(b"\n", 2)
    if hashlib.sha256(code).hexdigest().encode() != mark:
        raise ValueError(path)
    return symbol.decode(), code


def _keep(name: str, symbol: str, code: bytes) -> None:
    """Write an object file where that is allowed."""
    mark = hashlib.sha256(code).hexdigest()
    _kept_files.keep(name, f"{mark}\n{symbol}\n".encode() + code)

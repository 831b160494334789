"""What a part exports from modules that load when one of their names is first asked for."""

from collections.abc import Callable
from importlib import import_module


def lazily(package: str, *modules: str) -> Callable[[str], object]:
    """A `__getattr__` for a package: the first of its modules, in order, that has the name.

    Args:
        package: As `__name__` within it.
        modules: Below it.
    """

    def found(name: str) -> object:
        for module in () if name.startswith("_") else modules:
            loaded = import_module(f"{package}.{module}")
            if hasattr(loaded, name):
                return getattr(loaded, name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return found

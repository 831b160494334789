"""Longtin: a workbench for building trust and cooperation between states.

```python
import longtin as lt

record = lt.Record.shipped()
estimate = lt.trust.estimate(record, "CHN", "VNM")  # China, as Viet Nam sees it
```

Parts load when they are first touched, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from longtin.errors import LongtinError as LongtinError

if TYPE_CHECKING:
    from longtin import (
        actors as actors,
        acts as acts,
        brief as brief,
        effects as effects,
        forums as forums,
        game as game,
        lint as lint,
        measures as measures,
        plan as plan,
        programme as programme,
        promises as promises,
        publishers as publishers,
        register as register,
        reviews as reviews,
        trust as trust,
        web as web,
    )
    from longtin._language import Language as Language
    from longtin._tables import write_table as write_table
    from longtin.acts import Record as Record
    from longtin.reviews import review as review

    __version__: str
else:

    def __getattr__(name: str) -> object:
        if name == "Record":
            return import_module("longtin.acts").Record
        if name == "Language":
            return import_module("longtin._language").Language
        if name == "review":
            return import_module("longtin.reviews").review
        if name == "write_table":
            return import_module("longtin._tables").write_table
        if name == "__version__":
            from importlib import metadata

            return metadata.version("longtin")
        if name in __all__:
            return import_module(f"longtin.{name}")
        raise AttributeError(f"module 'longtin' has no attribute {name!r}")


__all__ = [
    "Language",
    "LongtinError",
    "Record",
    "__version__",
    "actors",
    "acts",
    "brief",
    "effects",
    "forums",
    "game",
    "lint",
    "measures",
    "plan",
    "programme",
    "promises",
    "publishers",
    "register",
    "review",
    "reviews",
    "trust",
    "web",
    "write_table",
]


def __dir__() -> list[str]:
    return __all__

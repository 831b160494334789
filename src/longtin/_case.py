"""Case: a folder on disk that holds what one piece of work is made of, and its only layout.

```text
CASE/
  programmes/NAME.yaml   programmes, as `longtin check` reads them
  worlds/NAME.yaml       worlds, as `longtin simulate` reads them, and beside them what came of them
  worlds/NAME.parquet    the acts of their histories, as `longtin simulate -o` writes them
  sweeps/NAME.yaml       sweeps, as `longtin simulate --sweep` reads them
  sweeps/NAME.world.yaml the world of each, and NAME.parquet what came of it
  register/              a register, as `longtin register init` makes it
```
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from longtin._data import text_of
from longtin._files import write_whole
from longtin._language import message
from longtin.errors import OutputError

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What a programme of a case may be called: it is the name of its file."""

NEW: Final = ""
"""The version of what is not there yet."""


@dataclass(frozen=True)
class CaseFolder:
    """A folder of work.

    Attributes:
        folder: Where it stands; made when something is first kept.
    """

    folder: Path

    @property
    def register(self) -> Path:
        """Where a register stands or would stand."""
        return self.folder / "register"

    def programmes(self) -> tuple[str, ...]:
        """Names of the programmes kept, in order."""
        return tuple(sorted(file.stem for file in (self.folder / "programmes").glob("*.yaml")))

    def programme_file(self, name: str) -> Path:
        """Where a programme stands or would stand.

        Raises:
            OutputError: It cannot be called so.
        """
        return self._file(
            "programmes/{name}.yaml",
            name,
            message(
                "A programme cannot be called `{name}`. Use small letters, figures and hyphens, "
                "such as east-sea-2027."
            ),
        )

    def worlds(self) -> tuple[str, ...]:
        """Names of the worlds that were played, in order."""
        acts = (self.folder / "worlds").glob("*.parquet")
        return tuple(sorted(each.stem for each in acts if NAME.fullmatch(each.stem)))

    def world_file(self, name: str) -> Path:
        """Where the acts of a world stand or would stand.

        Raises:
            OutputError: It cannot be called so.
        """
        return self._file(
            "worlds/{name}.parquet",
            name,
            message(
                "A world cannot be called `{name}`. Use small letters, figures and hyphens, such "
                "as storm-2027."
            ),
        )

    def sweeps(self) -> tuple[str, ...]:
        """Names of the sweeps that were begun, or whose tables were put there, in order."""
        files = (self.folder / "sweeps").glob("*.*")
        names = {each.stem for each in files if each.suffix in {".yaml", ".parquet"}}
        return tuple(sorted(filter(NAME.fullmatch, names)))

    def sweep_file(self, name: str) -> Path:
        """Where the table of a sweep stands or would stand.

        Raises:
            OutputError: It cannot be called so.
        """
        return self._file(
            "sweeps/{name}.parquet",
            name,
            message(
                "A sweep cannot be called `{name}`. Use small letters, figures and hyphens, such "
                "as storm-noise."
            ),
        )

    def _file(self, place: str, name: str, refusal: str) -> Path:
        """A file at a place that holds its name."""
        if not NAME.fullmatch(name):
            raise OutputError(refusal, name=name)
        return self.folder / place.format(name=name)

    def read_programme(self, name: str) -> tuple[str, str]:
        """The text of a programme, and its version to give back when it is written.

        Raises:
            OutputError: There is none.
        """
        file = self.programme_file(name)
        if not file.is_file():
            raise OutputError("There is no programme `{name}` in this case.", name=name)
        text = text_of(file)
        return text, version_of(text)

    def keep_programme(self, name: str, text: str, version: str) -> str:
        """Write a programme, whole or not at all, unless someone else has written it since.

        Args:
            name: Of the programme.
            text: YAML.
            version: Of what was read, `NEW` if there was nothing.

        Returns:
            The version of what stands there now.

        Raises:
            OutputError: It has changed since that version; nothing is written.
        """
        file = self.programme_file(name)
        stands = version_of(text_of(file)) if file.is_file() else NEW
        if stands != version:
            raise OutputError(
                "`{name}` has been changed since you opened it, perhaps in another tab. Nothing "
                "was written over: keep your text under another name, or open the other again.",
                name=name,
            )
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode())
        return version_of(text)


def version_of(text: str) -> str:
    """By what a text is told from another."""
    return sha256(text.encode()).hexdigest()[:16]

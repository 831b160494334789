"""Messages in both languages at once, for programmes, which hold both."""

from typing import Any, Final

from longtin._data import Bilingual
from longtin._language import Language

ENGLISH: Final = Language("en")
VIETNAMESE: Final = Language("vi")


def both(text: str, **values: Bilingual | str | float) -> Bilingual:
    """A message in both languages, with what fills it in the same language."""

    def said(language: Language) -> str:
        filled: dict[str, Any] = {
            name: value.of(language.code) if isinstance(value, Bilingual) else value
            for name, value in values.items()
        }
        return language.say(text, **filled)

    return Bilingual(en=said(ENGLISH), vi=said(VIETNAMESE))

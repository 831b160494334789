"""Words wait to be translated.

## What it looks at
Words marked `[to be translated]` or `[cần dịch]`, as `longtin plan` marks an aim that was
given in one language.

## Why it matters
Parties read a programme in their own language. What stands in one language only is not yet
agreed in the other.

## Breaks the rule
```yaml
aim: {en: Safer fishing grounds, vi: "[cần dịch] Safer fishing grounds"}
```

## Keeps the rule
```yaml
aim: {en: Safer fishing grounds, vi: Ngư trường an toàn cho ngư dân}
```

## How to fix it
Write the words in the other language, and take the mark away.

## Sources
- [Handbook 2024], pitfalls, culture ignored
"""

from collections.abc import Iterator

from pydantic import BaseModel

from longtin._data import Bilingual
from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.programme import is_untranslated


class LT002(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        places = sum(map(is_untranslated, _words(case.programme)))
        if places:
            yield self.finding(
                ("aim",),
                message("Words that wait to be translated: {n}."),
                n=places,
            )


def _words(value: object) -> Iterator[Bilingual]:
    """All words of a programme, however deep they stand."""
    if isinstance(value, Bilingual):
        yield value
    elif isinstance(value, BaseModel):
        for _, each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _words(each)

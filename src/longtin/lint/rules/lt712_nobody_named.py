"""A text hides who acts.

## What it looks at
Titles, indicators, targets, answers and responses in which something will be done,
strengthened or ensured and nobody is said to do it: *measures will be taken*, *cần được tăng
cường*, *sẽ được triển khai*. A text that names the doer with *by* or *do … thực hiện* passes.

## Why it matters
The passive voice parts the deed from the doer. Everybody can agree to such a sentence, because it
binds nobody; when nothing happens, nobody has broken it.

## Breaks the rule
```yaml
risks: [{id: clash, what: boats collide, likelihood: low, impact: high, owner: coast guards,
    response: measures will be taken}]
```

## Keeps the rule
```yaml
risks: [{id: clash, what: boats collide, likelihood: low, impact: high, owner: coast guards,
    response: the duty officers call each other within the hour}]
```

## How to fix it
Begin the sentence with the office that acts, and say by when.

## Sources
- [Schadlow 2026], The limits of the global, on the passive voice
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from longtin._data import Bilingual, Place, document
from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What hides a doer in English and in Vietnamese, and what names one."""
    path = files("longtin.lint") / "data" / "doers.yaml"
    said, _ = document(path.read_text("utf-8"), "doers.yaml")
    return tuple(re.compile(said[each]) for each in ("english", "vietnamese", "doer"))


class LT712(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for place, about, words in _texts(case):
            found = next(filter(None, map(_hidden, (words.en, words.vi))), None)
            if found:
                yield self.finding(
                    place,
                    message("It is not said who acts: “{words}”."),
                    about=about,
                    words=found,
                )


def _hidden(text: str) -> str | None:
    """The words that say something is done, where nobody is said to do it."""
    english, vietnamese, doer = _patterns()
    if doer.search(text):
        return None
    found = english.search(text) or vietnamese.search(text.casefold())
    return found.group() if found else None


def _texts(case: Case) -> Iterator[tuple[Place, str, Bilingual]]:
    programme = case.programme
    for at, risk in enumerate(programme.risks):
        if risk.response:
            yield ("risks", at, "response"), risk.id, risk.response
    for at, objective in enumerate(programme.objectives):
        for key in ("indicator", "target"):
            words = getattr(objective, key)
            if isinstance(words, Bilingual):
                yield ("objectives", at, key), objective.id, words
    for placed in case.steps:
        step = placed.step
        if step.title:
            yield (*placed.place, "title"), step.id, step.title
        if step.answer and step.answer.how:
            yield (*placed.place, "answer", "how"), step.id, step.answer.how
        if step.on_violation and step.on_violation.how:
            yield (*placed.place, "on_violation", "how"), step.id, step.on_violation.how

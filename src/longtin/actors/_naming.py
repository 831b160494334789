"""Names of actors of event data in a language: persons, agencies and kinds of people."""

from functools import cache

from longtin.actors import _tables


def actor_in(name: str, language: str) -> str:
    """What a person or an agency without a state is called in a language.

    Args:
        name: As event data write it: `Foreign Affairs`, `Xi Jinping`.
        language: `en` or `vi`.

    Returns:
        The name; the one given where the language is English or the table does not have it, as
        for a person whose name is written alike in both.
    """
    return name if language == "en" else _named().get(name.strip().casefold(), name)


@cache
def _named() -> dict[str, str]:
    return {row["name"].casefold(): row["vi"] for row in _tables.rows("actor_names.csv")}

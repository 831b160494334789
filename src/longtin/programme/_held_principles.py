"""A programme held against principles that a state has declared elsewhere."""

from dataclasses import replace

from longtin.errors import DataError, Listing
from longtin.programme._principles import PrinciplePreset
from longtin.programme._programme import Principle
from longtin.programme._read import Draft


def with_principles(draft: Draft, preset: PrinciplePreset) -> Draft:
    """A programme to which the principles of one of its parties have been added.

    Args:
        draft: The programme.
        preset: The principles; those that rule nothing out ask only.

    Raises:
        DataError: The state whose principles they are is no party of it.
    """
    parties = [each.id for each in draft.programme.parties]
    if preset.party not in parties:
        raise DataError(
            "These are principles of {party}, which is no party of {file}; its parties are "
            "{known}. Name principles of one of them.",
            party=preset.party,
            file=draft.where,
            known=Listing(parties),
        )
    added = tuple(
        Principle(party=preset.party, says=each.says, asks=each.asks) for each in preset.principles
    )
    held = draft.programme.model_copy(update={"principles": (*draft.programme.principles, *added)})
    return replace(draft, programme=held)

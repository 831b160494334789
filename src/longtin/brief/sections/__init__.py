"""Sections of a brief, one a file named after its heading, in the order in which they are read.

Each says what it has to say of a brief in a language, or nothing where there is nothing to say.
"""

from collections.abc import Callable
from typing import Final

from longtin._language import Language
from longtin.brief.sections import (
    acts_and_actors,
    beside_others,
    by_domain,
    dates_to_come,
    how_sure_we_are,
    know_the_partner,
    limits,
    other_readings,
    public_mood,
    rules_that_bind,
    sources_and_tests,
    trust_through_time,
    what_may_come_of_it,
    what_moved_it,
    what_still_matters,
    what_to_do_next,
    what_to_propose,
    where_the_pair_stands,
    why_not_yet,
)
from longtin.brief.values.brief import Brief
from longtin.page import Section

Say = Callable[[Brief, Language], Section | None]

FIRST_PAGES: Final[tuple[Say, ...]] = (
    trust_through_time.say,
    what_moved_it.say,
    what_to_propose.say,
    dates_to_come.say,
    how_sure_we_are.say,
)
"""What decides: two pages of A4."""

ANNEX: Final[tuple[Say, ...]] = (
    know_the_partner.say,
    acts_and_actors.say,
    what_still_matters.say,
    where_the_pair_stands.say,
    what_to_do_next.say,
    what_may_come_of_it.say,
    why_not_yet.say,
    by_domain.say,
    beside_others.say,
    other_readings.say,
    rules_that_bind.say,
    public_mood.say,
    limits.say,
    sources_and_tests.say,
)
"""What that rests on, in full, in the model’s figures."""

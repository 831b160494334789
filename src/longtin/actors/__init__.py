"""Actors: who a code or a name stands for on a date, and whose an actor of event data is."""

from longtin.actors._find import (
    find as find,
    former_name as former_name,
    last_common_day as last_common_day,
)
from longtin.actors._name_search import search as search
from longtin.actors._naming import actor_in as actor_in
from longtin.actors._occasions import Occasion as Occasion, occasions as occasions
from longtin.actors._offices import (
    Office as Office,
    in_office as in_office,
    offices as offices,
)
from longtin.actors._posts import Post as Post, posts as posts
from longtin.actors._resolve import (
    Affiliation as Affiliation,
    affiliations as affiliations,
    turns as turns,
    why_unresolved as why_unresolved,
)
from longtin.actors._spelling import bare as bare, in_sentence as in_sentence
from longtin.actors._states import (
    State as State,
    as_of as as_of,
    ccode_from as ccode_from,
    code_turns as code_turns,
    gwcode as gwcode,
    living as living,
    near as near,
    on as on,
    spells as spells,
    state as state,
    state_turns as state_turns,
)

"""A plan in words, for whoever shows it: sentences and rows of tables in either language."""

from longtin.plan.words.futures import (
    condition as condition,
    conduct as conduct,
    sureness as sureness,
    way_heads as way_heads,
    ways as ways,
    whatever_is_done as whatever_is_done,
)
from longtin.plan.words.schedule import (
    clash as clash,
    programme_begins as programme_begins,
    too_late as too_late,
)
from longtin.plan.words.situation import (
    aim as aim,
    running as running,
    standing as standing,
    then as then,
)
from longtin.plan.words.steps import (
    action as action,
    after as after,
    branch as branch,
    first as first,
    name_of as name_of,
    obstacle as obstacle,
)

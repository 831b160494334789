"""A plan in words, for whoever shows it: sentences and rows of tables in either language."""

from longtin.plan.words.futures import (
    condition as condition,
    deciding_assumptions as deciding_assumptions,
    deciding_heads as deciding_heads,
    sureness as sureness,
    way_name as way_name,
    whatever_is_done as whatever_is_done,
)
from longtin.plan.words.joint import joint_document as joint_document, joint_plain as joint_plain
from longtin.plan.words.schedule import (
    clash as clash,
    programme_begins as programme_begins,
    too_late as too_late,
)
from longtin.plan.words.situation import (
    aim as aim,
    impossible as impossible,
    running as running,
    standing as standing,
    then as then,
)
from longtin.plan.words.steps import (
    action as action,
    after as after,
    branch as branch,
    elsewhere as elsewhere,
    first as first,
    moved as moved,
    name_of as name_of,
    obstacle as obstacle,
)
from longtin.plan.words.worth import (
    against_waiting as against_waiting,
    if_refused as if_refused,
    outcome_heads as outcome_heads,
    outcomes as outcomes,
    readings as readings,
    value_heads as value_heads,
    values as values,
)

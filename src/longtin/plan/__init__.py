"""Programmes: what next, in what order, by when; checked and forecast."""

from longtin.plan._policy import Policy as Policy, solve as solve
from longtin.plan._problem import (
    ANSWERED as ANSWERED,
    CALM as CALM,
    CHEATED as CHEATED,
    CRISIS as CRISIS,
    SILENT as SILENT,
    WAIT as WAIT,
    Move as Move,
    Outlook as Outlook,
    Problem as Problem,
    mode_of as mode_of,
    parts_of as parts_of,
)
from longtin.plan._programme import Programme as Programme
from longtin.plan._read import Draft as Draft, draft as draft, parse as parse, read as read
from longtin.plan._schema import schema as schema
from longtin.plan._write import to_yaml as to_yaml

"""Programmes: what next, in what order, by when; checked and forecast."""

from longtin.plan._programme import Programme as Programme
from longtin.plan._read import Draft as Draft, draft as draft, parse as parse, read as read
from longtin.plan._schema import schema as schema
from longtin.plan._write import to_yaml as to_yaml

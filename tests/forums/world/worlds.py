"""Worlds that several tests look at, made from the text of their files."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from longtin import programme
from longtin.acts import Record
from longtin.forums import SituatedProblem
from longtin.forums.world import Start, World, WrittenWorld, assembled, built
from longtin.forums.world.acting.standing_forums import IssueKey, situations

SMALL = """
title: Four states
start: 2020-01-01
step: month
steps: 24
states: [VNM, CHN, PHL, IDN]
belief: {trust: 0.6, pairs: [{truster: VNM, trustee: CHN, trust: 0.3}]}
contact: {chance: 0.7}
conduct: {rule: generous-tit-for-tat, states: {CHN: grit, IDN: belief-threshold}}
observers: {hearsay: 0.1}
noise: {slip: 0.05, misperception: 0.05}
leaders: {turnover: 0.5}
shocks:
  - {name: storm, rate: 1, lasts: 2, turns: 0.5}
  - {name: incident, states: [VNM, CHN], on: 2021-01-15, turns: 0.9}
measures:
  - {states: [VNM, CHN], measures: [notify-large-exercise], since: 2020-06-01}
forums:
  - {name: club, way: willing, states: [VNM, PHL, IDN], every: 6}
  - {name: code, way: conditional, issue: south-china-sea-code, every: 6}
programmes:
  - {programme: calmer.yaml}
"""
"""A world with something of everything, which sets what the record would be asked for."""


CALMER = programme.example("example").replace("2026-", "2020-").replace("2027-", "2021-")
"""The shipped example of a programme between Viet Nam and the Philippines, six years earlier."""

FOLDER = TemporaryDirectory()
"""Where the files stand that worlds name."""


def written(text: str, **files: str) -> WrittenWorld:
    """A world file of a text, with other files beside it."""
    folder = Path(FOLDER.name)
    for name, beside in {"world": text, "calmer": CALMER, **files}.items():
        (folder / f"{name}.yaml").write_text(beside, encoding="utf-8")
    return WrittenWorld(folder / "world.yaml")


@cache
def world(text: str = SMALL) -> World:
    """The world of a text, over the shipped record."""
    with Record.shipped() as record:
        return built(written(text), record)


def alike(text: str) -> World:
    """The world of a text that gives all pairs the same figures, without asking the record."""
    file, known = written(text), world()
    size = (len(known.ccodes),) * 2
    trust, contact = file.values.belief.trust, file.values.contact.chance
    return assembled(
        file,
        Start(
            known.ccodes,
            np.full(size, 0.5 if trust is None else trust),
            np.full(size, 0.5 if contact is None else contact),
            np.full(size[0], file.values.leaders.turnover or 0.0),
            known.acts,
            issues=_issues(),
        ),
    )


@cache
def _issues() -> Mapping[IssueKey, SituatedProblem]:
    with Record.shipped() as record:
        return situations(written(SMALL), world().ccodes, record, {})

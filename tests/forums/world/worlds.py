"""Worlds that several tests look at, made from the text of their files."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from longtin.acts import Record
from longtin.forums.world import Start, World, WrittenWorld, assembled, built

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
"""
"""A world with something of everything, which sets what the record would be asked for."""


def written(text: str) -> WrittenWorld:
    """A world file of a text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "world.yaml"
        path.write_text(text, encoding="utf-8")
        return WrittenWorld(path)


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
        ),
    )

"""Page of a phase diagram: which forum does best where, and how wide the borders are."""

from types import MappingProxyType
from typing import Final

import numpy as np

from longtin._language import Language, message, sentence_case
from longtin.forums._pages.forum_names import HOW_EFFORTS_ADD_UP, forum_name
from longtin.forums.comparison.phase_diagram import CLEAR, PhaseDiagram
from longtin.forums.institutions.carry_out import FORUMS
from longtin.page import Column, Document, Figure, Section, Spec, Table, charts

LETTERS: Final = MappingProxyType(
    {
        "universal": "U",
        "majority": "M",
        "willing": "W",
        "growing": "G",
        "bilateral": "B",
        "conditional": "C",
        "national": "N",
    }
)

ACROSS: Final = message("Interest divergence")
UP: Final = message("Publicness: share of the gain that outsiders get")
HERE: Final = message("this issue")


def diagram_chart(found: PhaseDiagram, language: Language) -> Spec:
    """The diagram as Vega-Lite."""
    say = language.say
    names = [sentence_case(forum_name(name, language)) for name in FORUMS]
    cells = [
        charts.PhaseCell(
            float(divergence),
            float(public),
            sentence_case(forum_name(found.best(row, column), language)),
            LETTERS[found.best(row, column)],
            float(found.wins[row, column].max()),
        )
        for row, public in enumerate(found.publicness)
        for column, divergence in enumerate(found.divergence)
    ]
    here = (*found.here, say(HERE))
    return charts.phases(cells, names, (say(ACROSS), say(UP)), here, CLEAR)


def diagram_document(found: PhaseDiagram, language: Language) -> Document:
    """A phase diagram as a document.

    Args:
        found: What `phase_diagram` returned.
        language: Of the words.
    """
    say, problem = language.say, found.situation.problem
    title = say("Which forum does best as interests diverge and gains become public")
    figure = Figure(
        name="phases",
        title=title,
        description=_in_words(found, language),
        spec=diagram_chart(found, language),
        is_wide=True,
    )
    band = 1.0 - float(found.is_clear.mean())
    notes = (
        say(
            "Divergence is 0 where each gains as its means are and above 1 where some lose; it is "
            "scaled in the direction in which this issue’s interests diverge. Pale fields are the "
            "band of the borders: there no forum does best in two of three draws. That is {share} "
            "of the plane. {n} draws a place.",
            share=language.percent(band),
            n=found.draws,
        ),
    )
    return Document(
        language=language.code,
        title=problem.title.of(language.code),
        kicker=say("Phase diagram of forums"),
        dated=language.date(problem.on),
        day=problem.on.isoformat(),
        note=problem.problem.of(language.code),
        sections=(
            Section(
                "phases",
                title,
                sentences=(_in_words(found, language),),
                figures=(figure,),
                notes=notes,
            ),
            Section(
                "areas", say("How much of the plane is whose"), tables=(_areas(found, language),)
            ),
        ),
        colophon=" · ".join(
            (
                "Longtin",
                say("record {version}", version=found.record_version),
                say("seed {n}", n=found.seed),
            )
        ),
        page_label=say("page"),
    )


def _areas(found: PhaseDiagram, language: Language) -> Table:
    say, clear = language.say, found.is_clear
    best = np.argmax(found.wins, axis=2)
    rows = []
    for place, name in enumerate(FORUMS):
        held = best == place
        if held.any():
            rows.append(
                [
                    f"{LETTERS[name]} – {sentence_case(forum_name(name, language))}",
                    language.percent(float(held.mean())),
                    language.percent(float((held & clear).mean())),
                ]
            )
    columns = [
        Column(say("Forum")),
        Column(say("Best at"), "figure"),
        Column(say("Clearly best at"), "figure"),
    ]
    return Table.of("", columns, rows)


def _in_words(found: PhaseDiagram, language: Language) -> str:
    say = language.say
    column = int(np.argmin(np.abs(found.divergence - found.here[0])))
    row = int(np.argmin(np.abs(found.publicness - found.here[1])))
    corners = {
        "like": found.best(0, 0),
        "like_public": found.best(-1, 0),
        "apart": found.best(0, -1),
        "apart_public": found.best(-1, -1),
    }
    told = {name: forum_name(each, language) for name, each in corners.items()}
    return say(
        "{how}. Where interests agree, the best is {like} for gains that can be kept from "
        "outsiders and {like_public} for public ones; where interests diverge most, {apart} and "
        "{apart_public}. This issue lies at a divergence of {x} and a publicness of {y}, where the "
        "best most often is {here}.",
        how=say(HOW_EFFORTS_ADD_UP[found.situation.problem.aggregation]),
        x=language.number(found.here[0]),
        y=language.number(found.here[1]),
        here=forum_name(found.best(row, column), language),
        **told,
    )


def diagram_data(found: PhaseDiagram) -> dict[str, object]:
    """A phase diagram as plain values, for JSON."""
    return {
        "format": "longtin.forum-map/1",
        "issue": found.situation.problem.id,
        "states": [state.key for state in found.situation.states],
        "forums": list(FORUMS),
        "divergence": found.divergence.tolist(),
        "publicness": found.publicness.tolist(),
        "best": [
            [found.best(row, column) for column in range(len(found.divergence))]
            for row in range(len(found.publicness))
        ],
        "wins": found.wins.tolist(),
        "gains": found.gains.tolist(),
        "here": list(found.here),
        "clear_from": CLEAR,
        "draws": found.draws,
        "seed": found.seed,
        "record": found.record_version,
        "is_forecast": False,
    }

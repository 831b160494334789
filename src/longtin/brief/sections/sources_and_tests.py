"""Section “Sources and tests”: coverage, scores of forecasts and references, in the annex."""

from types import MappingProxyType
from typing import Final

from longtin._language import Language, message, sentence_case
from longtin.acts import dataset_titles
from longtin.brief.values.brief import Brief
from longtin.brief.values.forecast_scores import ForecastScore
from longtin.brief.words import conduct
from longtin.brief.words.conduct import Words
from longtin.errors import Term
from longtin.page import Cell, Column, Section, Table

MODELS: Final[Words] = MappingProxyType(
    {"annual": message("annual model"), "events": message("weekly model")}
)

TARGETS: Final[Words] = MappingProxyType(
    {
        "dispute_onset": message("a militarised dispute begins in the next year"),
        "dispute_onset_relevant": message(
            "a militarised dispute begins in the next year "
            "(neighbours and pairs with a major power)"
        ),
        "conflict_4w": message("material conflict in the next 4 weeks"),
        "conflict_12w": message("material conflict in the next 12 weeks"),
        "conflict_52w": message("material conflict in the next 52 weeks"),
    }
)

RIVALS: Final[Words] = MappingProxyType(
    {
        "base_rate": message("the average rate"),
        "persistence": message("the last value repeated"),
        "ties_logit": message("logistic regression on ties"),
        "peace_years": message("logistic regression with peace years"),
        "gradient_boosting": message("gradient boosting"),
        "voting_similarity": message("similarity of UN votes"),
        "rivalry": message("lists of rivals"),
        "recent_share": message("the recent share of conflict"),
        "exponential_smoothing": message("exponential smoothing"),
        "type_counts": message("logistic regression on the types of act of the last year"),
    }
)

MEASURES: Final[Words] = MappingProxyType(
    {
        "auc": message("AUC, higher is better"),
        "average_precision": message("average precision, higher is better"),
        "brier": message("Brier score, lower is better"),
        "log_loss": message("log loss, lower is better"),
    }
)


def say(brief: Brief, language: Language) -> Section | None:
    """What the brief rests on, how the model did where it was tried, and whom to cite."""
    tables = tuple(filter(None, (_coverage(brief, language), _scores(brief, language))))
    if not brief.citations and not tables:
        return None
    return Section(
        "sources",
        language.say("Sources and tests"),
        tables=tables,
        points_heading=language.say("References") if brief.citations else "",
        points=brief.citations,
    )


def _coverage(brief: Brief, language: Language) -> Table | None:
    if not brief.coverage:
        return None
    titles = dataset_titles()
    on_date = language.say("On {day}", day=language.date(brief.as_of))
    columns = (
        Column(language.say("Source")),
        Column(language.say("Covers this pair")),
        Column(on_date),
        Column(language.say("Rows"), "figure"),
    )
    rows = tuple(
        (
            Cell(Term(cover.title, titles.get(cover.title, cover.title)).of(language.code)),
            Cell(
                language.span(cover.start, cover.end)
                if cover.start and cover.end
                else language.say("never")
            ),
            Cell(language.say("covered") if cover.on_date else language.say("not covered")),
            Cell(language.whole(cover.rows)),
        )
        for cover in brief.coverage
    )
    return Table(language.say("What each source covers"), columns, rows)


def _scores(brief: Brief, language: Language) -> Table | None:
    if not brief.scores:
        return None
    columns = (
        Column(language.say("What was forecast")),
        Column(language.say("Longtin"), "figure"),
        Column(language.say("Best rival")),
        Column(language.say("Cases"), "figure"),
        Column(language.say("Parameters saw data to")),
    )
    rows = tuple(_score(score, language) for score in brief.scores)
    return Table(language.say("How the model did where it could be checked"), columns, rows)


def _score(score: ForecastScore, language: Language) -> tuple[Cell, ...]:
    target = sentence_case(_said(TARGETS, score.target, language))
    model = _said(MODELS, score.model, language)
    measure = _said(MEASURES, score.measure, language)
    return (
        Cell(target, small=f"{model}; {measure}"),
        Cell(language.number(score.value, 4)),
        Cell(
            language.number(score.rival_value, 4),
            small=_said(RIVALS, score.rival, language),
        ),
        Cell(language.whole(score.cases)),
        Cell(language.date(score.cut_off)),
    )


def _said(table: conduct.Words, key: str, language: Language) -> str:
    return language.say(table[key]) if key in table else conduct.plain(key)

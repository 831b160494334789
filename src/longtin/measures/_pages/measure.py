"""Page of a measure: what is known, judged and done before, as tables and as data."""

from typing import Any

from longtin import actors
from longtin._language import Language
from longtin.measures._catalogue.catalogue import Catalogue
from longtin.measures._catalogue.measure import JUDGED, Measure, Precedent
from longtin.measures._conditions.condition import in_words
from longtin.measures._regimes.load import regimes, rows as rows_of_regimes
from longtin.measures._words.names import named
from longtin.page import Column, Table


def measure_data(catalogue: Catalogue, measure: Measure) -> dict[str, Any]:
    """All that is known of a measure: its file, and what follows from the others."""
    return measure.model_dump(mode="json") | {
        "decibans": measure.decibans,
        "unlocks": [each.id for each in catalogue.unlocks(measure.id)],
        "route": [each.id for each in catalogue.route(measure.id)],
        "changed": {
            each.value: {"before": each.before, "reason": each.reason, "source": each.source}
            for each in catalogue.changes
            if each.measure == measure.id
        },
        "added": measure.id in catalogue.added,
        "in_regimes": {each: rows for each, name, rows in _regimes(measure, "en") if name},
    }


def fact_table(catalogue: Catalogue, measure: Measure, language: Language) -> Table:
    """What is known of a measure, a fact a row."""
    title = f"{measure.name.of(language.code)} ({measure.id}, {measure.code})"
    columns = [Column(""), Column("", wraps=True)]
    return Table.of(title, columns, _facts(catalogue, measure, language))


def _facts(catalogue: Catalogue, measure: Measure, language: Language) -> list[list[str]]:
    say, code = language.say, language.code
    rows = {
        say("Field"): named("domain", measure.domain, language),
        say("Forms"): _all_named("form", measure.forms, language),
        say("Carried out by"): language.list(
            [named("carrier", each, language) for each in measure.carried_out_by]
        ),
        say("Meets"): _all_named("issue", measure.issues, language),
        say("Grown through"): _all_named("through", measure.through, language),
        say("What sides bring"): _all_named("contribution", measure.contributes, language),
        say("Guide of the OSCE"): named("osce_group", measure.osce_group, language),
        say("Checked by"): "; ".join(each.of(code) for each in measure.verification),
        say("Kept, it shows as"): _kinds(measure.signs.kept, language),
        say("Broken, it shows as"): _kinds(measure.signs.broken, language),
        say("Comes after"): "; ".join(
            _titled(each, language) for each in catalogue.route(measure.id)
        )
        or say("nothing: it can come first"),
        say("Makes sense where there is"): "; ".join(in_words(measure.needs, language))
        or say("any two states: nothing is needed between them"),
        say("Opens the way to"): "; ".join(
            _titled(each, language) for each in catalogue.unlocks(measure.id)
        ),
        say("Used in regimes"): "; ".join(
            f"{name} ({regime}): {', '.join(rows)}" if name else ", ".join(rows)
            for regime, name, rows in _regimes(measure, language.code)
        ),
        say("What goes wrong"): "; ".join(each.of(code) for each in measure.risks),
        say("Mind"): measure.note.of(code) if measure.note else "",
    }
    return [[name, value] for name, value in rows.items() if value]


def _all_named(what: str, keys: tuple[str, ...], language: Language) -> str:
    return "; ".join(named(what, each, language) for each in keys)


def _regimes(measure: Measure, code: str) -> list[tuple[str, str, list[str]]]:
    """The regimes that use a measure: id, name and rows; rows put into no regime come last."""
    held, known = rows_of_regimes(), regimes()
    found: dict[str, list[str]] = {}
    for row in measure.regimes:
        for regime in held.get(row, ("",)):
            found.setdefault(regime, []).append(row)
    named = [(each, known[each].name.of(code), found[each]) for each in known if each in found]
    return [*named, *([("", "", found[""])] if "" in found else [])]


def _titled(measure: Measure, language: Language) -> str:
    return f"{measure.name.of(language.code)} ({measure.id})"


def _kinds(kinds: tuple[str, ...], language: Language) -> str:
    from longtin.acts import kinds as kinds_of_act

    label = f"label_{language.code}"
    return "; ".join(str(getattr(kinds_of_act()[kind], label)).lower() for kind in kinds)


def judgement_table(catalogue: Catalogue, measure: Measure, language: Language) -> Table:
    """What is judged of a measure, what each value rests on, and what was put in its place."""
    say = language.say
    changes = {each.value: each for each in catalogue.changes if each.measure == measure.id}
    rows = []
    for name in JUDGED:
        source = catalogue.sources[getattr(measure.judgement, name)].of(language.code)
        shown = _value(measure, name, language)
        if name in changes:
            change = changes[name]
            before = _value(measure.model_copy(update={name: change.before}), name, language)
            shown = say("{value} (shipped: {before})", value=shown, before=before)
            told = (change.reason, *((change.source,) if change.source else ()))
            source = say("yours: {why}", why="; ".join(each.rstrip(".") for each in told))
        rows.append([named("value", name, language), shown, source])
    columns = [
        Column(""),
        Column(say("Value"), wraps=True),
        Column(say("Rests on"), wraps=True),
    ]
    return Table.of(say("Judgements"), columns, rows)


def _value(measure: Measure, name: str, language: Language) -> str:
    value: Any = getattr(measure, name)
    match name:
        case "stage":
            return f"{value}: {named('stage', value, language)}"
        case "cost" | "yearly_cost" | "stake":
            return language.number(value)
        case "reveals":
            return language.say(
                "{share}; kept once, it weighs {decibans} dB",
                share=language.number(value),
                decibans=language.number(measure.decibans, 1, signed=True),
            )
        case "reciprocity" | "school":
            return named(name, value, language)
        case "phases":
            return language.list([named("phase", each, language) for each in value])
        case "requires":
            return ", ".join(value) or language.say("nothing: it can come first")
        case _:
            return language.whole(value)


def precedent_table(measure: Measure, language: Language) -> Table:
    """Where a measure was agreed or carried out, a time a row."""
    say = language.say
    columns = [
        Column(say("Year"), "figure"),
        Column(say("Parties"), wraps=True),
        Column(say("What"), wraps=True),
        Column(say("How sure"), wraps=True),
        Column(say("Regime"), wraps=True),
    ]
    rows = [_precedent(each, language) for each in measure.precedents]
    return Table.of(say("Precedents"), columns, rows)


def _precedent(precedent: Precedent, language: Language) -> list[str]:
    day = precedent.day
    parties = [
        actors.find(party, day).name(language.code)
        if isinstance(party, str)
        else party.of(language.code)
        for party in precedent.parties
    ]
    return [
        str(precedent.year),
        language.list(parties),
        precedent.what.of(language.code),
        named("certainty", precedent.certainty, language),
        ", ".join(precedent.rows),
    ]

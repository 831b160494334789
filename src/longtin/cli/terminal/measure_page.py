"""Page of a measure on a terminal, and its data."""

from typing import TYPE_CHECKING, Any

from longtin.page import Column, Table, print_table

if TYPE_CHECKING:
    from longtin._language import Language
    from longtin.measures import Catalogue, Measure, Precedent


def page_data(catalogue: "Catalogue", measure: "Measure") -> dict[str, Any]:
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


def show_page(catalogue: "Catalogue", measure: "Measure", language: "Language") -> None:
    """Print what is known of a measure."""
    title = f"{measure.name.of(language.code)} ({measure.id}, {measure.code})"
    print_table(
        Table.of(title, [Column(""), Column("", wraps=True)], _facts(catalogue, measure, language)),
        above=measure.description.of(language.code),
    )
    print()
    _show_judged(catalogue, measure, language)
    if measure.precedents:
        print()
        _show_precedents(measure, language)


def _facts(catalogue: "Catalogue", measure: "Measure", language: "Language") -> list[list[str]]:
    from longtin import measures as part

    say, code = language.say, language.code
    rows = {
        say("Field"): part.named("domain", measure.domain, language),
        say("Forms"): ", ".join(part.named("form", each, language) for each in measure.forms),
        say("Carried out by"): language.list(
            [part.named("carrier", each, language) for each in measure.carried_out_by]
        ),
        say("Guide of the OSCE"): part.named("osce_group", measure.osce_group, language),
        say("Checked by"): "; ".join(each.of(code) for each in measure.verification),
        say("Kept, it shows as"): _kinds(measure.signs.kept, language),
        say("Broken, it shows as"): _kinds(measure.signs.broken, language),
        say("Comes after"): "; ".join(
            _titled(each, language) for each in catalogue.route(measure.id)
        )
        or say("nothing: it can come first"),
        say("Opens the way to"): "; ".join(
            _titled(each, language) for each in catalogue.unlocks(measure.id)
        ),
        say("Used in regimes"): "; ".join(
            f"{name} ({regime}): {', '.join(rows)}" if name else ", ".join(rows)
            for regime, name, rows in _regimes(measure, language.code)
        ),
        say("Mind"): measure.note.of(code) if measure.note else "",
    }
    return [[name, value] for name, value in rows.items() if value]


def _regimes(measure: "Measure", code: str) -> list[tuple[str, str, list[str]]]:
    """The regimes that use a measure: id, name and rows; rows put into no regime come last."""
    from longtin import measures as part

    held, known = part.rows(), part.regimes()
    found: dict[str, list[str]] = {}
    for row in measure.regimes:
        for regime in held.get(row, ("",)):
            found.setdefault(regime, []).append(row)
    named = [(each, known[each].name.of(code), found[each]) for each in known if each in found]
    return [*named, *([("", "", found[""])] if "" in found else [])]


def _titled(measure: "Measure", language: "Language") -> str:
    return f"{measure.name.of(language.code)} ({measure.id})"


def _kinds(kinds: tuple[str, ...], language: "Language") -> str:
    from longtin.acts import kinds as known

    label = f"label_{language.code}"
    return "; ".join(str(getattr(known()[kind], label)).lower() for kind in kinds)


def _show_judged(catalogue: "Catalogue", measure: "Measure", language: "Language") -> None:
    from longtin import measures as part

    say = language.say
    changes = {each.value: each for each in catalogue.changes if each.measure == measure.id}
    rows = []
    for name in part.JUDGED:
        source = catalogue.sources[getattr(measure.judgement, name)].of(language.code)
        shown = _value(measure, name, language)
        if name in changes:
            change = changes[name]
            before = _value(measure.model_copy(update={name: change.before}), name, language)
            shown = say("{value} (shipped: {before})", value=shown, before=before)
            told = (change.reason, *((change.source,) if change.source else ()))
            source = say("yours: {why}", why="; ".join(each.rstrip(".") for each in told))
        rows.append([part.named("value", name, language), shown, source])
    columns = [
        Column(""),
        Column(say("Value"), wraps=True),
        Column(say("Rests on"), wraps=True),
    ]
    note = say("Judgements, not measurements: change them in a file of your own (--own).")
    print_table(Table.of(say("Judgements"), columns, rows), note=note)


def _value(measure: "Measure", name: str, language: "Language") -> str:
    from longtin import measures as part

    value: Any = getattr(measure, name)
    match name:
        case "stage":
            return f"{value}: {part.named('stage', value, language)}"
        case "cost" | "yearly_cost" | "stake":
            return language.number(value)
        case "reveals":
            return language.say(
                "{share}; kept once, it weighs {decibans} dB",
                share=language.number(value),
                decibans=language.number(measure.decibans, 1, signed=True),
            )
        case "reciprocity" | "school":
            return part.named(name, value, language)
        case "phases":
            return language.list([part.named("phase", each, language) for each in value])
        case "requires":
            return ", ".join(value) or language.say("nothing: it can come first")
        case _:
            return language.whole(value)


def _show_precedents(measure: "Measure", language: "Language") -> None:
    say = language.say
    columns = [
        Column(say("Year"), "figure"),
        Column(say("Parties"), wraps=True),
        Column(say("What"), wraps=True),
        Column(say("How sure"), wraps=True),
        Column(say("Regime"), wraps=True),
    ]
    rows = [_precedent(each, language) for each in measure.precedents]
    print_table(Table.of(say("Precedents"), columns, rows))


def _precedent(precedent: "Precedent", language: "Language") -> list[str]:
    from longtin import actors, measures as part

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
        part.named("certainty", precedent.certainty, language),
        ", ".join(precedent.rows),
    ]

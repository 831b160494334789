"""Page of all measures: what each shows, and how often placebos come out as large."""

from longtin._language import Language
from longtin.effects._effect import Effects
from longtin.effects.export import placebo_count
from longtin.effects.figures import NONE, change_shown, pooled_shown, share_shown
from longtin.page import Column, Document, Section, Table


def effects_page(found: Effects, language: Language) -> Document:
    """All measures of the catalogue on one page.

    Args:
        found: What `effects` returned.
        language: Of the words.
    """
    say = language.say
    first = next(iter(found.measures.values()))
    told = [one for one in found.measures.values() if one.evidence != "none"]
    trust, incidents = (placebo_count(found, name) for name in ("trust", "incidents"))
    episodes, large = (
        sum(each[key] for each in (trust, incidents) for key in keys)
        for keys in (("episodes",), ("more", "fewer"))
    )
    differ = sum(one.signs_differ for one in told)
    return Document(
        language=language.code,
        title=say("What happened elsewhere: all measures"),
        kicker=say("What happened elsewhere"),
        dated="",
        sections=(
            Section(
                "all",
                say("Effects by measure"),
                sentences=(
                    say(
                        "{told} of {all_of} measures have a dated precedent that the record can "
                        "tell of. In {differ} of these the designs disagree in sign.",
                        told=len(told),
                        all_of=len(found.measures),
                        differ=differ,
                    ),
                    say(
                        "Each thing done once, whatever it is called: {large} of {n} effects on "
                        "trust and disputes stand out from nine in ten placebo pairs, where chance "
                        "alone would give {chance}. Trust: {trust_up} up, {trust_down} down. "
                        "Disputes: {more} more, {fewer} fewer.",
                        n=episodes,
                        large=large,
                        chance=language.number(episodes / 10, 0),
                        trust_up=trust["more"],
                        trust_down=trust["fewer"],
                        more=incidents["more"],
                        fewer=incidents["fewer"],
                    ),
                ),
                tables=(effects_rows(found, language),),
            ),
        ),
        colophon=" · ".join(("Longtin", say("record {version}", version=first.record))),
    )


def effects_rows(found: Effects, language: Language) -> Table:
    """A row a measure: precedents, raw and matched disputes, pooled effects, placebos."""
    say = language.say
    rows = []
    for one in found.measures.values():
        trust, incidents = one.studies["trust"], one.studies["incidents"]
        basis = one.pooled or one.domain
        rows.append(
            [
                one.exposure.title.of(language.code),
                str(len(trust.effects) or len(incidents.effects) or NONE),
                change_shown(trust, language) if trust.effects else NONE,
                share_shown(trust.placebo_pairs, language),
                change_shown(incidents, language) if incidents.effects else NONE,
                share_shown(incidents.placebo_pairs, language),
                pooled_shown("incidents", basis["incidents"], language)
                if "incidents" in basis
                else NONE,
                say("none") if one.evidence == "none"
                else say("signs differ") if one.signs_differ else say("signs agree"),
            ]
        )  # fmt: skip
    heads = (
        say("Measure"), say("Precedents"), say("Trust (90 %)"), say("Placebo pairs"),
        say("Disputes (90 %)"), say("Placebo pairs"), say("Disputes, pooled (90 %)"),
        say("Evidence"),
    )  # fmt: skip
    columns = [
        Column(head, "text" if place in {0, 7} else "figure", wraps=place == 0)
        for place, head in enumerate(heads)
    ]
    return Table.of("", columns, rows)

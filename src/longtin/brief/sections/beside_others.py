"""Section “Beside others, and ten years before”: the pair among neighbours, in the annex."""

from longtin._language import Language, sentence_case
from longtin.brief.values.brief import Brief
from longtin.brief.values.comparison import Comparison, Peer
from longtin.brief.words import pair
from longtin.page import Cell, Column, Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """The first direction beside neighbours, and ten years before."""
    compared = brief.compared
    if compared is None:
        return None
    way = brief.directions[0]
    whose, trustee = (
        pair.whose(way.truster, language),
        pair.name(way.trustee, language),
    )
    ours = language.say("{whose} trust in its neighbours", whose=whose)
    theirs = language.say("Trust in {trustee} among its neighbours", trustee=trustee)
    sentences = [
        language.say(
            "The neighbours with the most material capability, by land or within 400 miles of sea."
        )
    ]
    if compared.by_year:
        sentences.append(
            language.say(
                "Figures of {day} are by the annual model.", day=language.date(compared.before)
            )
        )
    return Section(
        "compared",
        language.say("Beside others, and ten years before"),
        notes=(" ".join(sentences),),
        tables=(
            _peers(sentence_case(ours), compared.ours, brief, compared, language),
            _peers(theirs, compared.theirs, brief, compared, language),
        ),
        is_paired=True,
    )


def _peers(
    caption: str, peers: tuple[Peer, ...], brief: Brief, compared: Comparison, language: Language
) -> Table:
    columns = (
        Column(language.say("State")),
        Column(language.date(brief.as_of), "figure"),
        Column(language.date(compared.before), "figure"),
    )
    rows = tuple(
        (
            Cell(
                language.say("{state} (this pair)", state=peer.party.name.of(language.code))
                if peer.is_pair
                else peer.party.name.of(language.code)
            ),
            Cell(pair.figure(peer.now, language)),
            Cell(pair.figure(peer.before, language)),
        )
        for peer in peers
    )
    return Table(caption, columns, rows)

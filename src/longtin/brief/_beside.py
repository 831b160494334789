"""Two sections of paired tables: what still matters now, and the pair beside others."""

from longtin._language import Language
from longtin.brief import _wording, _words
from longtin.brief._brief import Brief, Compared, Direction, Lasting, Line, Peer
from longtin.page import Cell, Column, Section, Table


def lasting_section(brief: Brief, language: Language) -> Section | None:
    """What acts still weigh today, a table for each direction."""
    tables = tuple(
        _lasting(way, way.lasting, language) for way in brief.directions if way.lasting is not None
    )
    if not tables:
        return None
    meaning = language.say(
        "What is left today of the weight of all acts on record. The total is the difference "
        "from what would be believed had no act ever been seen."
    )
    return Section(
        "lasting",
        language.say("What still matters now"),
        notes=(meaning,),
        tables=tables,
        is_paired=True,
    )


def _lasting(way: Direction, lasting: Lasting, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Left today"), "figure"),
    )
    total = _wording.decibans(lasting.decibans, language)
    return Table(
        caption=_wording.direction_name(way, language),
        columns=columns,
        rows=tuple(_left(line, language) for line in lasting.lines),
        total=(Cell(language.say("All acts")), Cell(""), Cell(total)),
    )


def _left(line: Line, language: Language) -> tuple[Cell, ...]:
    is_rest = line.what in _words.ALL_YEAR
    act = _wording.sentence_case(_wording.act_name(line, language))
    return (
        Cell(language.say("All time") if is_rest else language.span(line.start, line.end)),
        Cell(act, small=_wording.rows(line)),
        Cell(_wording.decibans(line.decibans, language)),
    )


def compared_section(brief: Brief, language: Language) -> Section | None:
    """The first direction beside neighbours, and ten years before."""
    compared = brief.compared
    if compared is None:
        return None
    way = brief.directions[0]
    whose, trustee = (
        _wording.whose(way.truster, language),
        _wording.name(way.trustee, language),
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
            _peers(_wording.sentence_case(ours), compared.ours, brief, compared, language),
            _peers(theirs, compared.theirs, brief, compared, language),
        ),
        is_paired=True,
    )


def _peers(
    caption: str, peers: tuple[Peer, ...], brief: Brief, compared: Compared, language: Language
) -> Table:
    columns = (
        Column(language.say("State")),
        Column(language.date(brief.as_of), "figure"),
        Column(language.date(compared.before), "figure"),
    )
    rows = tuple(
        (
            Cell(
                language.say("{state} (this pair)", state=peer.party.name)
                if peer.is_pair
                else peer.party.name
            ),
            Cell(_wording.figure(peer.now, language)),
            Cell(_wording.figure(peer.before, language)),
        )
        for peer in peers
    )
    return Table(caption, columns, rows)

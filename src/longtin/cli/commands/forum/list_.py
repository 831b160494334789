"""The command `longtin forum list`."""

from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, Language, Tongue

SUMMARY = "The shipped scenarios."
EXAMPLE = "Example: longtin forum list --lang vi"


def list_(language: Language = Tongue.en, as_json: AsJson = False) -> None:
    """The shipped scenarios: real problems with the states they concern."""
    from longtin import forums
    from longtin._language import Language as Words
    from longtin.page import Column, Table, print_table

    words = Words(language)
    found = {name: forums.scenario(name) for name in forums.scenarios()}
    if as_json:
        put_json(
            [
                {"id": name, "title": each.title.of(words.code), "on": each.on.isoformat()}
                for name, each in found.items()
            ]
        )
        return
    columns = [Column("ID"), Column(words.say("Problem"), wraps=True), Column(words.say("Day"))]
    rows = [[name, each.title.of(words.code), words.date(each.on)] for name, each in found.items()]
    title = words.count("{n} scenario", "{n} scenarios", len(rows))
    note = words.say("`longtin forum compare --scenario ID` puts one through seven forums.")
    print_table(Table.of(title, columns, rows), note=note)

"""Vietnamese: under `--lang vi` nothing that Longtin says of its own is English."""

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from longtin import Record, lint, programme
from longtin.cli import app
from tests.cli.run import run
from tests.cli.test_help import every_command

ENGLISH = re.compile(
    r"(?<![\w/.-])(the|of|and|is|are|was|were|not|from|with|that|which|cannot|your"
    r"|without|(?<!điện )than(?! đá)|there|been|has|have|only|must|every|nothing|would"
    r"|should|this|these|by|for|be|did|you|it|its"
    r"|give|make|write|choose|on day)(?![\w/.-])",
    re.IGNORECASE,
)
"""Words that hardly a sentence of English does without and that Vietnamese does not have."""

GIVEN = re.compile(
    r"`[^`]*`|“[^”]*”|\"[^\"]*\"|'[^']*'|\[[^\]]*\]|Correlates of War|Board of Peace|\b[A-Z]{2,3}\b"
)
"""What is shown as it was given: keys, quotations, keys of the bibliography, names, codes."""

FILES = {
    "reports.csv": "date,source,type,target\n2016-05-23,United States,CONSULT,Viet Nam\n"
    "2016-10-30,Viet Nam,CONSULT,Atlantis\n2016-13-30,Viet Nam,CONSULT,China\n"
    "2016-10-30,Viet Nam,FROBNICATE,China\n2016-10-30,Viet Nam,CONSULT,Viet Nam\n,,,\n",
    "headless.tab": "1\t2014-01-01\tx\n",
    "other.csv": "name,age\nAnn,3\n",
    "notyaml.yaml": "a: [1",
    "empty.yaml": "",
    "list.yaml": "- a\n",
    "slips.yaml": "programme: 1\ntitle: x\naim: y\nparties: [{id: VNM}, {id: PHL}]\nphase: war\n"
    "start: 01/12/2026\nuntil: never\nrisks: [{id: r, likelihood: huge}]\n"
    "steps: [{id: a b, mesure: hotline, by: [], start: soon, end: 2027-01-01}]\n",
    "contradicts.yaml": "programme: 1\ntitle: x\naim: y\nparties: [{id: VNM}, {id: PHL}]\n"
    "phase: prevention\nstart: 2028-12-01\nuntil: 2027-12-31\nreviews: [2020-01-01]\n"
    "channels: [{measure: hotlin, parties: [VNM, VNM], since: 2029-01-01}]\n"
    "steps:\n"
    "  - {id: a, measure: leaders-hotline, by: [VNM], start: 2027-01-01, end: 2026-01-01,"
    " after: [b]}\n"
    "  - {id: b, measure: leaders-hotline, by: [XXX], start: 2030-01-01, end: 2031-01-01,"
    " after: [a, c], objectives: [o]}\n"
    "silence: [{rule: LT101, why: x}, {rule: LT101, why: x}]\n",
    "unknown.yaml": "programme: 1\ntitle: x\naim: y\nparties: [{id: VNM}, {id: PHL}]\n"
    "phase: prevention\nstart: 2026-12-01\nuntil: 2027-12-31\n"
    "principles: [{party: VNM, says: x, domains: [sea], measures: [zz]}]\n"
    "steps: [{id: a, measure: hotlin, by: [VNM], start: 2027-01-01, end: 2027-02-01,"
    " activity: {kind: exercse}}]\n"
    "silence: [{rule: LT999, why: x}]\n",
    "payoffs.yaml": "both: {gain: 3}\n",
    "values.yaml": "values: {zz: 3}\n",
    "own.yaml": "own: 1\nchanges:\n  leaders-hotline: {name: 0.3, reason: because}\n",
    "own2.yaml": "own: 1\nchanges:\n  leaders-hotlin: {cost: 0.3, reason: because}\n",
    "own3.yaml": "own: 1\nchanges:\n  leaders-hotline: {reason: because}\n",
    "act.yaml": "activity: 1\nname: Ex\nkind: exercse\nhost: Narnia\nstart: 2026-05-01\n"
    "end: 2026-04-01\nfigures: {personnl: 3, troops: -1}\nnotices: [{to: zz, on: 2020}]\n",
    "act2.yaml": "activity: 1\nname: Ex\nkind: exercise\nhost: VNM\nstart: 1700-05-01\n",
    "act3.yaml": "activity: 1\nname: Ex\nkind: exercise\nstart: 2026-05-01T09:00\n",
}

ANSWERS = (
    "trust VNM CHN --at 2014-06",
    "trust VNM CHN --by year --forecast 2",
    "trust CHN --at 2014",
    "trust USA CHN --by issue --at 2014",
    "explain VNM CHN --at 2014-05",
    "explain VNM CHN --at 1990 --by year",
    "game VNM CHN --as-of 2014-08-01",
    "acts VNM CHN --from 2014-05-01 --to 2014-05-12",
    "acts VNM PRY --from 1980 --to 1981",
    "ties VNM CHN --to 2026-11-01",
    "ties USA JPN --from 2000 --to 2020",
    "contacts VNM USA --from 2013 --to 2020",
    "contacts VNM PRY --from 2013 --to 2014",
    "validation-data",
    "forum scenarios",
    "actors SUN --on 1980",
    "actors 'Wang Yi' --on 2015",
    "measures",
    "measures --text zzz",
    "measure notify-large-exercise",
    "rule --list",
    "rule LT301",
    "check example.yaml --today 2027-06-01",
    "check gulf-of-tonkin.yaml",
    "check inter-korean-2018.yaml",
    "versions",
    "regime list",
    "regime show vienna-2011",
    "regime words",
    "regime calendar --party VNM --year 2026",
    "regime check act4.yaml --today 2026-01-15 --all",
    "import reports.csv --into my.duckdb",
    "import reports.csv --into my.duckdb --dry-run",
    "plan VNM PHL --robust 0",
    "brief VNM CHN --as-of 2014-08-01",
    "tournament --rules grit,tit-for-tat,joss --repetitions 10 --cheats 0.1 --misperception 0.01",
    "tournament --rules ?",
    "effect leaders-hotline",
    "commitment ind-pak-indus",
    "commitments --to ASEAN",
    "issues climate",
    "positions VNM --issue climate",
    "words USA VNM --from 2012",
    "partnerships",
    "forum list",
    "commitments VNM",
)

NOT_HERE = {
    "backtest": "takes minutes",
    "cite": "BibTeX, for programs",
    "fit": "takes minutes",
    "forum compare": "takes half a minute",
    "forum map": "takes minutes",
    "forum replicate": "takes half a minute",
    "import-commitments": "needs an archive's file",
    "panel": "a table, under the names of fields",
    "portfolio": "takes a minute",
    "forum schema": "JSON Schema, for programs",
    "regime schema": "JSON Schema, for programs",
    "register schema": "JSON Schema, for programs",
    "region": "takes a minute",
    "review": "takes half a minute",
    "serve": "answers in pages",
    "simulate": "takes minutes",
    "update": "asks a publisher",
    "validate": "takes minutes",
    "watch": "takes a minute",
}
"""Commands whose answers are not looked at here, with the reason."""

REFUSALS = (
    "trust VNM Atlantis",
    "trust nga VNM",
    "trust RVN CHN --at 2014",
    "trust VNM CHN USA",
    "trust VNM CHN --at 2030",
    "trust VNM CHN --at 2014-13",
    "trust VNM CHN --by month",
    "trust VNM CHN --seed x",
    "trust VNM CHN --zzz",
    "trust VNM CHN --fits no",
    "trust VNM CHN --record none.duckdb",
    "trust VNM CHN --record reports.csv",
    "trust VNM CHN -o no/x.csv",
    "trust VNM CHN -o x.doc",
    "trust VNM VNM",
    "trust",
    "zzz",
    "explain VNM CHN",
    "acts VNM VNM",
    "acts VNM CHN --from 2014-06 --to 2014-05",
    "ties VNM VNM",
    "ties VNM CHN --from 2015 --to 2014",
    "contacts VNM VNM --to 2015",
    "contacts VNM CHN --rank king",
    "validation-data opinion",
    "validation-data zzz",
    "actors Atlantis",
    "brief VNM VNM",
    "brief VNM CHN -o x.odt",
    "brief VNM CHN China",
    "brief VNM CHN --with anex",
    "brief VNM CHN -o brief.pdf --format html",
    "brief VNM CHN --format doc",
    "brief VNM CHN --as-of 1700",
    "game VNM CHN --payoffs payoffs.yaml",
    "game VNM CHN --payoffs none.yaml",
    "game VNM CHN --stake 3",
    "game VNM CHN --path x.doc",
    "measures --domain xyz",
    "measures --own own.yaml",
    "measures --own own2.yaml",
    "measures --own own3.yaml",
    "measure hotlin",
    "rule LT999",
    "check",
    "check none.yaml",
    "check notyaml.yaml",
    "check empty.yaml",
    "check list.yaml",
    "check slips.yaml",
    "check contradicts.yaml",
    "check unknown.yaml",
    "check example.yaml --select ZZ",
    "check --example zzz",
    "regime show xx",
    "regime check act.yaml",
    "regime check act2.yaml",
    "regime check act3.yaml",
    "regime calendar --party ZZZ --year 2026",
    "regime calendar --party VNM --year 1800",
    "import none.csv --into my.duckdb",
    "import . --into my.duckdb",
    "import reports.csv --into no/my.duckdb",
    "import headless.tab --into my.duckdb",
    "import other.csv --into my.duckdb",
    "import reports.csv --into my.duckdb --format foo",
    "plan VNM VNM",
    "plan VNM PHL --outlook values.yaml",
    "plan VNM PHL --trust VNM",
    "plan VNM PHL --trust VNM=2",
    "plan VNM PHL --until 2020-01-01 --from 2019-12-30",
    "plan VNM PHL --must hotlin --until 2027-06-30",
    "plan VNM PHL --channel zz",
    "plan VNM PHL --domain xx",
    "plan VNM PHL -o x.doc",
)


@pytest.fixture
def files(desk: Path) -> Path:
    """A folder with everything that the commands read."""
    for name, text in FILES.items():
        (desk / name).write_text(text, encoding="utf-8")
    for name in ("example", "gulf-of-tonkin", "inter-korean-2018"):
        (desk / f"{name}.yaml").write_text(programme.example(name), encoding="utf-8")
    examples = Path(__file__).parents[2] / "examples" / "activities"
    shutil.copy(min(examples.glob("*.yaml")), desk / "act4.yaml")
    return desk


@cache
def of_the_record() -> frozenset[str]:
    """What archives wrote of acts, which is quoted as it stands there."""
    pair = ("VNM", "CHN")
    acts = Record.shipped().acts(pair, pair, start="2014-05-01", end="2014-05-31")
    return frozenset(text for text in acts["text"].unique() if text)


@cache
def examples_of_rules() -> frozenset[str]:
    """The lines of the examples in the pages of rules."""
    pages = [rule.page for rule in lint.handbook().values()]
    texts = "\n".join(text for page in pages for text in (page.breaks, page.keeps))
    return frozenset(line.strip() for line in texts.splitlines())


def english(said: str) -> list[str]:
    """The lines with English words of our own."""
    return [line for line in said.splitlines() if ENGLISH.search(_own(line))]


def _own(line: str) -> str:
    """A line without what is quoted in it."""
    if line.strip() in examples_of_rules():
        return ""
    for text in sorted(of_the_record(), key=len, reverse=True):
        line = line.replace(text, "")
    return GIVEN.sub("", line)


@pytest.mark.parametrize("command", ANSWERS)
def test_answers_in_vietnamese_hold_no_english(command: str, files: Path) -> None:
    """A minister's office prints them as they are."""
    result = run(*shlex.split(command), "--lang", "vi", columns=400)

    assert result.exit_code in {0, 1}, result.stderr
    assert english(result.stdout + result.stderr) == []


def test_every_command_is_asked_in_vietnamese() -> None:
    """A command that nobody asked is where English stays."""
    commands = typer.main.get_command(app)
    assert isinstance(commands, TyperGroup)
    names = {name for name, each in every_command(commands) if not isinstance(each, TyperGroup)}
    asked = {name for name in names if any(f"{each} ".startswith(f"{name} ") for each in ANSWERS)}

    unasked = {name for name in names - asked if not name.startswith("register ")}
    assert unasked - set(NOT_HERE) == set(), "ask it in ANSWERS, or say in NOT_HERE why not"
    assert set(NOT_HERE) - names == set()


@pytest.mark.parametrize("command", REFUSALS)
def test_refusals_in_vietnamese_hold_no_english(command: str, files: Path) -> None:
    """Who is refused must understand why."""
    result = run(*shlex.split(f"--lang vi {command}"), columns=400)

    assert result.exit_code == 2, result.output
    assert english(result.output) == []


def helps() -> Iterator[str]:
    """Every command and group."""
    commands = typer.main.get_command(app)
    assert isinstance(commands, TyperGroup)
    yield from ("", "regime", *(name for name, _ in every_command(commands)))


@pytest.mark.parametrize("command", list(helps()))
def test_help_in_vietnamese_holds_no_english(command: str) -> None:
    """It is where everybody begins."""
    text = run(*command.split(), "--help", "--lang", "vi", columns=80).stdout

    assert text.startswith("Cách dùng: longtin")
    assert english(text) == []
    assert max(map(len, text.splitlines())) <= 82


def test_english_would_be_found() -> None:
    """A net with holes catches nothing."""
    assert english("longtin: x.yaml – the folder is not there. Make it.")
    assert english("Did you mean it?")
    assert english("Hãy ghi `the` và “of the”, như USA.") == []


@pytest.mark.parametrize("words", ["", "--help", "regime", "regime --help", "plan --help"])
def test_help_comes_in_vietnamese_wherever_the_language_stands(words: str) -> None:
    """People type it first, last or alone."""
    before, behind = run("--lang", "vi", *words.split()), run(*words.split(), "--lang", "vi")

    assert before.output == behind.output
    assert before.output.startswith("Cách dùng: longtin")


def test_an_option_without_its_value_does_not_swallow_the_language() -> None:
    """`--lang vi` before the command is put behind its name, not behind everything."""
    assert "-o cần có giá trị" in run("--lang", "vi", "trust", "VNM", "CHN", "-o").stderr

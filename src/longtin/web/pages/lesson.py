"""The lesson: rules of conduct against each other, with noise and a first step, for a class."""

from collections.abc import Mapping
from dataclasses import replace

from longtin import game
from longtin._language import message
from longtin.game import MemoryOneStrategy, Strategy
from longtin.page import Column, Figure, Section, Table
from longtin.page.charts import strip
from longtin.web.answer import Control, Form, Route, Shown
from longtin.web.documents import document
from longtin.web.menu_entry import Menu
from longtin.web.pages.simulated import tabs
from longtin.web.visit import Visit

REPETITIONS = 64
FEW = ("tit-for-tat", "generous-tit-for-tat", "grim", "always-cheat", "always-cooperate")
"""The rules that a lesson begins with."""

FIRST = {"cooperating": 1.0, "cheating": 0.0}
"""What each does in the first turn, where the class has it otherwise than the rules."""

ROUNDS, MOST_ROUNDS = 30, 120


def lesson(visit: Visit) -> Shown:
    """Rule against rule: who comes first, and on what that hangs."""
    names = [each.strip() for each in visit.given("rules").split(",") if each.strip()] or list(FEW)
    noise, first = _share(visit.given("noise", "0.01")), visit.given("first")
    setting = game.TournamentSetting(
        noise=noise,
        misperception=_share(visit.given("misperception", "0")),
        turns=_whole(visit.given("turns", "128"), 1000),
    )
    rules = _beginning(game.chosen(names), first)
    held = visit.site.reckon(
        ("lesson", *names, noise, setting.misperception, setting.turns, first),
        lambda _: game.round_robin(rules, setting, repetitions=REPETITIONS, seed=0),
    )
    page = game.tournament_page(held, visit.language)
    asked = _questions(visit)
    return Shown(
        replace(page, sections=(asked, *page.sections)),
        forms=(_form(visit, names),),
        tabs=tabs(visit, "lesson"),
    )


def _beginning(rules: Mapping[str, Strategy], first: str) -> dict[str, Strategy]:
    """The rules, those that remember a round beginning as asked."""
    if first not in FIRST:
        return dict(rules)
    return {
        name: replace(rule, first=FIRST[first]) if isinstance(rule, MemoryOneStrategy) else rule
        for name, rule in rules.items()
    }


def _questions(visit: Visit) -> Section:
    """What a class may ask itself before it looks."""
    say = visit.say
    return Section(
        "questions",
        say("Before you look"),
        points=(
            say("Which rule will come first, and what does it do when it is cheated?"),
            say("Set the chance of a slip to 0.05. Who loses most by it, and why?"),
            say("Let each begin by cheating. Which rules find their way back to cooperation?"),
            say("Take away the rules that always cooperate. Who wins now?"),
        ),
    )


def _share(typed: str) -> float:
    try:
        return min(max(float(typed.replace(",", ".")), 0.0), 0.49)
    except ValueError:
        return 0.0


def _whole(typed: str, most: int) -> int:
    return min(max(int(typed), 1), most) if typed.isdecimal() else most


def _form(visit: Visit, names: list[str]) -> Form:
    say = visit.say
    return Form(
        "/lesson",
        (
            Control("rules", say("Rules of conduct"), "checkboxes", "\n".join(names),
                    _rules(visit)),
            Control("noise", say("Chance of a slip"), "number", visit.given("noise", "0.01"),
                    lowest="0", highest="0.49", step="0.01"),
            Control("misperception", say("Chance of misreading the other"), "number",
                    visit.given("misperception", "0"), lowest="0", highest="0.49", step="0.01"),
            _first(visit),
            Control("turns", say("Turns of a match"), "number", visit.given("turns", "128"),
                    lowest="1", highest="1000"),
        ),
        say("Let them meet"),
    )  # fmt: skip


def _rules(visit: Visit) -> tuple[tuple[str, str], ...]:
    return tuple((name, visit.say(rule.name)) for name, rule in game.roster().items())


def _first(visit: Visit) -> Control:
    say = visit.say
    choices = (
        ("", say("as its rule says")),
        ("cooperating", say("by cooperating")),
        ("cheating", say("by cheating")),
    )
    return Control("first", say("Each begins"), "select", visit.given("first"), choices)


def match(visit: Visit) -> Shown:
    """Two rules against each other, move by move."""
    say, language = visit.say, visit.language
    one, two = visit.given("one", "tit-for-tat"), visit.given("two", "generous-tit-for-tat")
    noise, seed = _share(visit.given("noise", "0.05")), visit.given("seed", "1")
    rounds = _whole(visit.given("rounds", f"{ROUNDS}"), MOST_ROUNDS)
    known = _beginning(game.chosen(list(dict.fromkeys((one, two)))), visit.given("first"))
    sides = known[one], known[two]
    did = game.play(*sides, rounds, noise=noise, rng=int(seed) if seed.isdecimal() else 1)
    moves = [(bool(ours), bool(theirs)) for ours, theirs in did]
    names = say(sides[0].name), say(sides[1].name)
    letters = say("C"), say("D")
    title = say("{one} and {two}, move by move", one=names[0], two=names[1])
    table = [
        [
            names[side],
            language.percent(float(did[:, side].mean())),
            language.number(_points(moves, side)),
        ]
        for side in (0, 1)
    ]
    columns = [Column(say("Rule")), Column(say("Cooperates"), "figure"),
               Column(say("Points a turn"), "figure")]  # fmt: skip
    drawn = strip(names, moves, letters=letters, title=title)
    described = " ".join(
        f"{names[side]}: {''.join(letters[0 if each[side] else 1] for each in moves)}."
        for side in (0, 1)
    )
    section = Section(
        "match",
        say("Move by move"),
        figures=(Figure("moves", title, described, drawn, is_wide=True),),
        tables=(Table.of("", columns, table),),
        notes=(say("C: cooperates; D: cheats. Points are those of the prisoner’s dilemma: 3 each "
                   "where both cooperate, 1 each where both cheat, 5 and 0 where one does."),),
    )  # fmt: skip
    return Shown(document(visit, title, (section,), kicker=say("Lesson")),
                 forms=(_match_form(visit, one, two),), tabs=tabs(visit, "match"))  # fmt: skip


def _points(moves: list[tuple[bool, bool]], side: int) -> float:
    """Points a turn of one side."""
    stage = game.PRISONERS_DILEMMA
    worth = {
        (True, True): stage.reward,
        (True, False): stage.sucker,
        (False, True): stage.temptation,
        (False, False): stage.punishment,
    }
    return sum(worth[each[side], each[1 - side]] for each in moves) / len(moves)


def _match_form(visit: Visit, one: str, two: str) -> Form:
    say = visit.say
    return Form(
        "/lesson/match",
        (
            Control("one", say("One rule"), "select", one, _rules(visit)),
            Control("two", say("The other rule"), "select", two, _rules(visit)),
            Control("noise", say("Chance of a slip"), "number", visit.given("noise", "0.05"),
                    lowest="0", highest="0.49", step="0.01"),
            _first(visit),
            Control("rounds", say("Turns of a match"), "number",
                    visit.given("rounds", f"{ROUNDS}"), lowest="1", highest=f"{MOST_ROUNDS}"),
            Control("seed", say("Seed"), "number", visit.given("seed", "1"), lowest="0"),
        ),
        say("Let them meet"),
    )  # fmt: skip


MENU = Menu(85, message("Lesson"), "/lesson")
ROUTES = (Route("/lesson", lesson), Route("/lesson/match", match))

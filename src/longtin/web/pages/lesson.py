"""The lesson: rules of conduct against each other, with noise and a first step, for a class."""

from longtin import game
from longtin._language import message
from longtin.web.answer import Control, Form, Route, Shown
from longtin.web.documents import document
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

REPETITIONS = 64
FEW = ("tit-for-tat", "generous-tit-for-tat", "grim-trigger", "always-defect", "always-cooperate")


def lesson(visit: Visit) -> Shown:
    """Rule against rule: who comes first, and on what that hangs."""
    say = visit.say
    rules = [each.strip() for each in visit.given("rules").split(",") if each.strip()]
    noise = _share(visit.given("noise", "0.01"))
    setting = game.TournamentSetting(
        noise=noise,
        misperception=_share(visit.given("misperception", "0")),
        turns=_turns(visit.given("turns", "128")),
    )
    names = rules or [each for each in FEW if each in game.roster()]
    key = ("lesson", *names, noise, setting.misperception, setting.turns)
    held = visit.site.later(
        key,
        lambda _: game.round_robin(game.chosen(names), setting, repetitions=REPETITIONS, seed=0),
    )
    form = _form(visit, names)
    if held is None:
        title = say("Rule against rule")
        return Shown(document(visit, title), forms=(form,), refresh=2, kept=False)
    return Shown(game.tournament_page(held, visit.language), forms=(form,))


def _share(typed: str) -> float:
    try:
        return min(max(float(typed.replace(",", ".")), 0.0), 0.49)
    except ValueError:
        return 0.0


def _turns(typed: str) -> int:
    return min(max(int(typed), 1), 1000) if typed.isdecimal() else 128


def _form(visit: Visit, names: list[str]) -> Form:
    say = visit.say
    known = "; ".join(game.roster())
    return Form(
        "/lesson",
        (
            Control("rules", say("Rules of conduct"), value=", ".join(names),
                    help=say("With commas between. There are: {known}.", known=known)),
            Control("noise", say("Chance of a slip"), "number", visit.given("noise", "0.01"),
                    lowest="0", highest="0.49", step="0.01"),
            Control("misperception", say("Chance of misreading the other"), "number",
                    visit.given("misperception", "0"), lowest="0", highest="0.49", step="0.01"),
            Control("turns", say("Turns of a match"), "number", visit.given("turns", "128"),
                    lowest="1", highest="1000"),
        ),
        say("Let them meet"),
        is_wide=True,
    )  # fmt: skip


MENU = Menu(85, message("Lesson"), "/lesson")
ROUTES = (Route("/lesson", lesson),)

"""Reasons of a comparison: why one forum delivers more than another, in sentences."""

from collections.abc import Iterator

from longtin._language import Language, sentence_case
from longtin.forums._pages.forum_names import (
    HOW_EFFORTS_ADD_UP,
    forum_name,
    number_name,
    state_name,
    state_names,
)
from longtin.forums.comparison.compare_forums import SAME, DrawnRange, ForumComparison


def reasons(found: ForumComparison, language: Language) -> tuple[str, ...]:
    """Paragraphs of reasons: what delivers most and why, and what that hangs on."""
    paragraphs = (
        " ".join(_first(found, language)),
        " ".join(_forums(found, language)),
        " ".join(_hangs_on(found, language)),
        " ".join(_for_state(found, language)),
    )
    return tuple(filter(None, paragraphs))


def percent_range(drawn: DrawnRange, language: Language) -> str:
    """A share and where nine draws in ten have it."""
    low, high = language.percent(drawn.low), language.percent(drawn.high)
    return language.say(
        "{at} ({low} to {high})", at=language.percent(drawn.mean), low=low, high=high
    )


def _first(found: ForumComparison, language: Language) -> Iterator[str]:
    say, best = language.say, found.results[found.best]
    if best.forum == "national":
        yield say(
            "No forum delivers more than every state acting alone, which brings {gain} of what "
            "full cooperation kept at once would bring.",
            gain=percent_range(best.gain, language),
        )
    else:
        yield say(
            "Most comes here of {forum}: {gain} of what full cooperation kept at once would bring, "
            "and more than of any other in {wins} of {n} draws.",
            forum=forum_name(best.forum, language),
            gain=percent_range(best.gain, language),
            wins=language.percent(best.wins),
            n=found.draws,
        )
        if best.forum == "majority":
            second = found.results[found.order[1]]
            yield say(
                "That is as if a body stood ready that could bind all by a majority; of what needs "
                "no such body, most comes of {forum} ({gain}).",
                forum=forum_name(second.forum, language),
                gain=percent_range(second.gain, language),
            )
        second = found.results[found.order[1]]
        if second.gain.mean > best.gain.mean - 0.02:
            yield say(
                "As near as makes no difference: {forum} ({gain}).",
                forum=forum_name(second.forum, language),
                gain=language.percent(second.gain.mean),
            )
    problem = found.situation.problem
    yield say(
        "{how}; outsiders get {public} of the gain; interests diverge by {divergence} (0: each "
        "gains as its means are; above 1: some lose).",
        how=say(HOW_EFFORTS_ADD_UP[problem.aggregation]),
        public=language.percent(problem.publicness.at),
        divergence=language.number(found.divergence),
    )


def _forums(found: ForumComparison, language: Language) -> Iterator[str]:
    say, results, there = language.say, found.results, found.situation
    yield _of_everybody(found, language)
    willing = results["willing"]
    if willing.members:
        yield say(
            "The coalition that nobody would leave is {who}, with {weight} of all means.",
            who=state_names(willing.members, there, language),
            weight=language.percent(willing.weight.mean),
        )
        if willing.riders:
            yield language.count(
                "{n} state outside gains by it and adds nothing.",
                "{n} states outside gain by it and add nothing.",
                len(willing.riders),
            )
    else:
        yield say("No coalition of two or more is such that nobody would rather leave it.")
    harmed = _harmed(found)
    if harmed:
        who = state_names(harmed, there, language)
        yield say("States that lose by what it delivers are not asked to join: {who}.", who=who)
    growing = results["growing"]
    if growing.members:
        yield say(
            "Growing from a core that keeps the terms, it ends with {n} of {all} states.",
            n=len(growing.members),
            all=there.size,
        )
    yield from _promises(found, language)


def _harmed(found: ForumComparison) -> tuple[str, ...]:
    """Codes of those whom the good itself harms, where nobody pays them, everything as given."""
    setting = found.situation.setting_as_given()
    if setting.transfers:
        return ()
    lose = zip(found.situation.states, setting.values, strict=True)
    return tuple(state.key for state, value in lose if value < 0.0)


def _of_everybody(found: ForumComparison, language: Language) -> str:
    """Whether a body of all delivers, and who holds it back, where anybody does."""
    say, universal = language.say, found.results["universal"]
    least = state_names(found.least_willing, found.situation, language)
    if universal.paralysis >= 0.5:
        share = language.percent(universal.paralysis)
        if not found.least_willing:
            return say(
                "A universal consensus comes to nothing in {share} of the draws: it would bring "
                "nobody more than acting alone.",
                share=share,
            )
        return say(
            "A universal consensus comes to nothing in {share} of the draws; least willing: {who}.",
            share=share,
            who=least,
        )
    years, depth = language.number(universal.years.mean, 1), language.percent(universal.depth.mean)
    if not found.least_willing:
        return say(
            "A universal consensus first delivers after {years} years and goes {depth} of the way "
            "beyond acting alone that would be best for all.",
            years=years,
            depth=depth,
        )
    return say(
        "A universal consensus first delivers after {years} years and goes {depth} of the way "
        "beyond acting alone that would be best for all; its pace is set by {who}.",
        years=years,
        depth=depth,
        who=least,
    )


def _promises(found: ForumComparison, language: Language) -> Iterator[str]:
    say, results, there = language.say, found.results, found.situation
    majority = results["majority"]
    if majority.paralysis < 0.5 and majority.kept.mean < 0.995:
        yield say(
            "Were there a body that could bind all by a majority, {kept} of what it asks beyond "
            "acting alone would be kept.",
            kept=language.percent(majority.kept.mean),
        )
    holding = [code for code, share in found.pivotal.items() if share >= 0.1]
    holding.sort(key=lambda code: -found.pivotal[code])
    conditional = results["conditional"]
    if conditional.members and holding:
        yield say(
            "Of conditional commitments, a tenth or more of the others’ would fall without {who}.",
            who=state_names(holding, there, language),
        )
    alone = results["national"].gain.mean
    if found.best != "national":
        yield say("Each alone would bring {gain}.", gain=language.percent(alone))


def _hangs_on(found: ForumComparison, language: Language) -> Iterator[str]:
    say, there = language.say, found.situation
    seen = [each for each in found.influences if each.is_seen and each.at_low != each.at_high]
    if seen:
        first = seen[0]
        yield say(
            "The order hangs most on {what}: where it is low, most often the best is {low}; where "
            "it is high, {high}.",
            what=number_name(first.name, there, language),
            low=forum_name(first.at_low, language),
            high=forum_name(first.at_high, language),
        )
    else:
        yield say("No single assumption changes which forum does best most often.")
    yield say(
        "All of this follows from the assumptions below and from belief on the day; it is no "
        "forecast of what these states will do."
    )


def _for_state(found: ForumComparison, language: Language) -> Iterator[str]:
    if found.for_state is None:
        return
    say, there = language.say, found.situation
    own = {name: one.own.mean for name, one in found.results.items() if one.own is not None}
    best = max(own, key=lambda name: own[name])
    name = state_name(found.for_state, there, language)
    if own[best] <= own["national"] + SAME:
        said = say("{state} itself gains most where each acts alone.", state=name)
    else:
        forum = forum_name(best, language)
        said = say("{state} itself gains most by {forum}.", state=name, forum=forum)
    yield sentence_case(said)
    leanings = found.results[best].leanings
    if leanings:
        first = max(leanings, key=lambda each: each.share)
        yield say(
            "Of what it then gets from others, {share} comes from {power} ({change} points against "
            "acting alone).",
            share=language.percent(first.share),
            power=state_name(first.power, there, language),
            change=language.number(100.0 * first.change, 0, signed=True),
        )

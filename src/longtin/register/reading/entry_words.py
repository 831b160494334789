"""Words of entries: what kinds of statement are called, who said it, when it was let in."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from longtin import actors, measures
from longtin._language import Language, message
from longtin.errors import ActorError
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.returns import Return
from longtin.register.status_words import WORDS

KIND_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rulepack": message("rules of the register"),
        "key.enter": message("key entered"),
        "key.revoke": message("key revoked"),
        "key.reader": message("reading key entered"),
        "countersignature": message("countersignature"),
        "reveal": message("reveal"),
        "redaction": message("redaction"),
        "commitment": message("commitment"),
        "position": message("position"),
    }
)
"""What kinds of statement that are no returns are called."""

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "agrees": message("Agrees"),
        "entry": message("Entry"),
        "key": message("Public key"),
        "party": message("Party"),
        "payload": message("Wording, by its hash"),
        "reason": message("Reason"),
        "regime": message("Regime"),
        "remark": message("Remark"),
        "rules": message("Rules, by their hash"),
        "why": message("Reason"),
    }
)
"""What the parts of entries that are no returns are called."""

SPOKEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "issuer": message("Signed by"),
        "running": message("Running number of this issuer"),
        "number": message("No."),
        "kind": message("Kind"),
        "obligation": message("Duty"),
        "symbol": message("Symbol"),
        "about": message("About"),
        "activity": message("Activity"),
        "event": message("Event"),
        "period": message("Period"),
        "dated": message("Dated"),
        "received": message("Received"),
        "on_behalf": message("Entered for"),
        "paper": message("Scan, by its hash"),
        "refers": message("Refers to"),
        "remark": message("Remark"),
        "sealed.until": message("Sealed until"),
    }
)
"""What the parts of returns are called, and of every statement."""


def kind_shown(kind: str, language: Language) -> str:
    """A kind of statement in words; as it is written where no word is known for it."""
    known = WORDS.get(kind) or KIND_WORDS.get(kind)
    return language.say(known) if known else kind


def issuer_shown(found: Statement, language: Language) -> str:
    """Who said it: a state by its short name on the day, or the secretariat."""
    if found.issuer == SECRETARIAT:
        return language.say("Secretariat")
    try:
        return actors.find(found.issuer, admitted(found).date()).name(language.code)
    except ActorError:
        return found.issuer


def speaker_shown(found: Statement, said: Return | None, language: Language) -> str:
    """Whose words they are: those of the party whose paper the secretariat has entered."""
    if said is None or not said.on_paper:
        return issuer_shown(found, language)
    return actors.near(said.party, said.known).name(language.code)


def admitted(found: Statement) -> datetime:
    """When it was let in."""
    return datetime.fromisoformat(found.admitted)


def admitted_shown(found: Statement, language: Language) -> str:
    """The same as shown."""
    when = admitted(found)
    return f"{language.date(when.date())} {when:%H:%M} UTC"


def hash_shown(text: str) -> str:
    """A hash or fingerprint in groups of eight, as it is read out."""
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8))


def part_shown(name: str, language: Language) -> str:
    """A part of an entry by its heading; one inside another by its path."""
    return language.say(PARTS[name]) if name in PARTS else name


def spoken_words(language: Language) -> dict[str, str]:
    """What the parts of any statement are called, by their names as they were signed.

    Kinds stand under `kind.` and their name, figures and contents under their own.
    """
    say, vocabulary = language.say, measures.vocabulary()
    kinds = {**WORDS, **KIND_WORDS}
    code, figures, contents = language.code, vocabulary.figures, vocabulary.contents
    return {
        **{f"kind.{kind}": say(words) for kind, words in kinds.items()},
        **{f"figures.{key}": words.of(code) for key, words in figures.items()},
        **{f"content.{key}": words.of(code) for key, words in contents.items()},
        **{name: say(words) for name, words in ({**PARTS, **SPOKEN}).items()},
    }

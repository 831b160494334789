"""A receipt verified: in the browser by a module that trusts no server, without scripts here."""

import json
from collections.abc import Callable

from longtin import register
from longtin._language import Language
from longtin.errors import LongtinError, VerificationError
from longtin.page import Column, Section, Table
from longtin.web.answer import Control, Download, Form, Route, Shown
from longtin.web.documents import document, section
from longtin.web.registers import tabs
from longtin.web.visit import Visit

Words = dict[str, str]


def verify(visit: Visit) -> Shown:
    """Two files, and what they prove; which check failed, where one did."""
    say = visit.say
    sent = visit.form and {"receipt", "trust"} <= set(visit.files)
    sections = [*(_answer(visit) if sent else ()), _checks(visit)]
    if visit.form and not sent:
        raise LongtinError("Give two files: the receipt, and the trust file.")
    note = say(
        "The check runs in this browser and asks no register; neither file is sent anywhere. Its "
        "code comes from this workbench: whoever does not rely on that runs “longtin register "
        "verify”. Without scripts the workbench checks."
    )
    shown = document(visit, say("Verify a receipt"), sections, kicker=say("Register"), note=note)
    return Shown(
        shown,
        forms=(_form(visit),),
        tabs=tabs(visit, "/register/verify"),
        modules=("receipt.js",),
        kept=False,
    )


def _form(visit: Visit) -> Form:
    say, entry = visit.say, visit.given("entry")
    taken = say("Without a file, that of entry {n} of this register is taken.", n=entry)
    return Form(
        "/register/verify",
        (
            Control("receipt", say("Receipt or checkpoint"), "file", accepts=".tlog-proof,.txt",
                    help=taken if entry else say("As you had it from the register or a party."),
                    is_required=not entry),
            Control("trust", say("Trust file"), "file", accepts=".policy,.txt", is_required=True,
                    help=say("Had from somebody you rely on, and not from this register alone.")),
            Control("key", say("Receipts of its issuer's keys"), "files",
                    accepts=".tlog-proof,.txt",
                    help=say("Without a file, those that this register names are taken.")
                    if entry else say("Of the entries that bring them, as “longtin register key "
                                      "list” names them; only for the signature of the party.")),
            Control("unwitnessed", say("accept what too few witnesses have cosigned"), "checkbox"),
            *([Control("entry", "", "hidden", entry)] if entry else []),
        ),
        say("Verify"),
        method="post",
        is_wide=True,
    )  # fmt: skip


def _answer(visit: Visit) -> tuple[Section, ...]:
    """What the workbench finds, where the browser runs no scripts."""
    say, language = visit.say, visit.language
    here = say("Checked by this workbench, not by your browser.")
    quorum = not visit.form.get("unwitnessed")
    try:
        found = register.verify_data(
            visit.files["receipt"].content,
            visit.files["trust"].content,
            keys=[each.content for name, each in visit.files.items() if name[:3] == "key"],
            where=visit.files["receipt"].name,
            quorum=quorum,
        )
    except VerificationError as error:
        refused = say("Not proven: the check “{check}” failed.", check=error.check)
        means = say(register.CHECK_WORDS.get(error.check, "{check}"), check=error.check)
        return (Section("answer", refused, sentences=(means,), notes=(here,)),)
    return (
        Section("answer", say("Proven"), points=tuple(register.proven_lines(found, language)),
                notes=(here,)),
        Section("unproven", say("Not proven"),
                points=tuple(register.unproven_lines(found, language))),
    )  # fmt: skip


def _checks(visit: Visit) -> Section:
    """What each check says when it fails."""
    say = visit.say
    rows = [[name, say(words)] for name, words in register.CHECK_WORDS.items()]
    table = Table.of("", [Column(say("Check")), Column(say("What it means that it failed"))], rows)
    return section("checks", say("What is checked"), table)


def words(visit: Visit) -> Download:
    """What the module says in the reader's language."""
    found = json.dumps(_words(visit.language, visit.say), ensure_ascii=False).encode()
    return Download(found, "words.json", "application/json", attached=False)


def _words(language: Language, say: Callable[..., str]) -> dict[str, object]:
    return {
        "proven": say("Proven"),
        "unproven": say("Not proven"),
        "refused": say("Not proven: the check “{check}” failed.", check="{check}"),
        "entry": say("Entry {index} stands in the log {origin}, which had {size} entries then.",
                     index="{index}", origin="{origin}", size="{size}"),
        "head": say("The log {origin} has signed a head of {size} entries.",
                    origin="{origin}", size="{size}"),
        "cosigned": say("{name} has cosigned that head at {time}.", name="{name}", time="{time}"),
        "unwitnessed": say("Too few have cosigned to prove that everybody is shown this same log."),
        "latest": say("It is not proven that this is the latest head: ask for one, or ask a "
                      "witness."),
        "true": say("It is not proven that what the entry says is true, only that it was entered."),
        "secretariat": say("It is signed by the secretariat, with the key of the trust file."),
        "party": say("It is signed by {party} with key {key}, which entry {index} brings.",
                     party="{party}", key="{key}", index="{index}"),
        "nobody": say("The entry is no statement of a party; nobody's signature is checked."),
        "signed": say("Whether {party} has signed it is not checked: give the receipts of its "
                      "issuer's keys, or audit the register.", party="{party}"),
        "revoked": say("It is not proven that the key was not revoked before: an audit shows "
                       "that."),
        "here": say("Checked by this browser; nothing was sent."),
        "said": say("What the entry says"),
        "checks": {name: say(said) for name, said in register.CHECK_WORDS.items()},
        "parts": register.spoken_words(language),
    }  # fmt: skip


ROUTES = (
    Route("/register/verify", verify, ("GET", "POST")),
    Route("/register/verify/words.json", words),
)

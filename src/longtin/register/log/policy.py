"""Trust policies (C2SP tlog-policy): which logs and witnesses are believed, and how many it takes.

One group of witnesses for each side, joined by `all`, says that the operator and one side together
cannot show the other side another log.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register.log.cosignature import SignedCheckpoint, verify_checkpoint
from longtin.register.log.keys import COSIGNATURE, ED25519, ML_DSA, VerifierKey, parse_vkey
from longtin.register.log.note import Note
from longtin.register.log.strict import malformed

NONE: Final = "none"
"""The quorum that asks for no cosignature."""

MIRRORS: Final = "mirrors"
"""The group whose members are mirrors, by our custom: policies do not say who is one."""

_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Endpoint:
    """A log or witness that a policy lists.

    Attributes:
        name: By which the policy calls it: of a log its origin.
        key: Its key.
        address: Where it answers; empty if the policy does not say.
    """

    name: str
    key: VerifierKey
    address: str = ""


@dataclass(frozen=True)
class WitnessGroup:
    """Some witnesses or groups, of which a number has to have cosigned.

    Attributes:
        name: Its name.
        threshold: How many members it takes.
        members: Their names.
    """

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class TrustPolicy:
    """What a reader believes. It is had from somebody relied on, never from the operator alone.

    Attributes:
        logs: Those accepted.
        witnesses: Those known.
        groups: In the order of the file; a member is defined before it.
        quorum: The witness or group that has to have cosigned, or `NONE`.
    """

    logs: tuple[Endpoint, ...]
    witnesses: tuple[Endpoint, ...]
    groups: tuple[WitnessGroup, ...]
    quorum: str

    def witnessed(self, names: frozenset[str]) -> frozenset[str]:
        """The witnesses and groups that count as having cosigned, if these witnesses have."""
        found = {each.name for each in self.witnesses if each.name in names}
        for group in self.groups:
            if len(found.intersection(group.members)) >= group.threshold:
                found.add(group.name)
        return frozenset(found)

    def reaches_quorum(self, names: frozenset[str]) -> bool:
        """Whether these witnesses are enough; always, where the quorum is `NONE`."""
        return self.quorum == NONE or self.quorum in self.witnessed(names)


@dataclass(frozen=True)
class Witnessing:
    """A checkpoint held against a policy: what is proven of it.

    Attributes:
        signed: The checkpoint, signed by its log.
        policy: What it was held against.
        times: When each witness cosigned, in seconds since 1970 UTC, by its name in the policy.
    """

    signed: SignedCheckpoint
    policy: TrustPolicy
    times: Mapping[str, int]

    @property
    def level(self) -> str:
        """`quorum`, `partial` (some cosigned, and not enough) or `log only` (nobody did)."""
        if self.policy.quorum != NONE and self.policy.reaches_quorum(frozenset(self.times)):
            return "quorum"
        return "partial" if self.times else "log only"

    @property
    def groups(self) -> tuple[tuple[WitnessGroup, tuple[str, ...]], ...]:
        """Each group with those of its members that count as having cosigned."""
        reached = self.policy.witnessed(frozenset(self.times))
        return tuple(
            (group, tuple(name for name in group.members if name in reached))
            for group in self.policy.groups
        )

    @property
    def time(self) -> int | None:
        """When the quorum was reached, by the clocks of its witnesses; nothing if it was not.

        The log held every entry of the checkpoint by then.
        """
        if self.level != "quorum":
            return None
        seen: set[str] = set()
        for name, time in sorted(self.times.items(), key=lambda each: each[1]):
            seen.add(name)
            if self.policy.reaches_quorum(frozenset(seen)):
                return time
        return None


def for_minutes(witnessing: Witnessing) -> Note:
    """A verified head short enough to print in the minutes of a meeting.

    Its three lines and the Ed25519 signatures of known keys; one of ML-DSA-44 alone has more than
    three thousand letters. It verifies as the whole one does, by whoever types it in.
    """
    signed = witnessing.signed
    known = [*signed.log_keys, *(each.key for each in signed.cosignatures)]
    short = {(key.name, key.id) for key in known if key.kind != ML_DSA}
    lines = [line for line in signed.note.signatures if (line.name, line.id) in short]
    return Note(signed.note.text, tuple(lines))


def verify_witnessed(data: bytes | Note, policy: TrustPolicy, *, quorum: bool = True) -> Witnessing:
    """Check a checkpoint against a policy.

    Args:
        data: The note.
        policy: What is believed.
        quorum: Refuse a checkpoint that too few have cosigned. Without it the answer says how far
            it got, and has to be shown with it.

    Returns:
        The checkpoint, and who has cosigned it.

    Raises:
        VerificationError: `form`, `signature`, `origin`, or `quorum`.
    """
    signed = verify_checkpoint(
        data, [each.key for each in policy.logs], [each.key for each in policy.witnesses]
    )
    names = {each.key: each.name for each in policy.witnesses}
    times = {names[each.key]: each.time for each in signed.cosignatures}
    if quorum and not policy.reaches_quorum(frozenset(times)):
        raise VerificationError(
            "Too few have cosigned: {given} of {known}, and the trust file asks for `{quorum}`. "
            "Until they have, the operator could show others another log; ask for the receipt "
            "again later.",
            check="quorum",
            given=", ".join(sorted(times)) or "–",
            known=", ".join(each.name for each in policy.witnesses) or "–",
            quorum=policy.quorum,
        )
    return Witnessing(signed, policy, times)


def parse_policy(data: bytes) -> TrustPolicy:
    """Read a trust file.

    Raises:
        VerificationError: `form`: with the line, what is wrong in it.
    """
    if _FORBIDDEN.search(data):
        raise malformed(Phrase("trust file"), Phrase("it holds control characters"))
    draft = _Draft([], [], [], None)
    for number, line in enumerate(data.split(b"\n"), 1):
        words = line.decode("utf-8", "surrogateescape").replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if words and not words[0].startswith("#"):
            draft.read(words, Phrase("trust file, line {n}", n=number))
    if draft.quorum is None:
        raise malformed(Phrase("trust file"), Phrase("it has no line `quorum`"))
    return TrustPolicy(tuple(draft.logs), tuple(draft.witnesses), tuple(draft.groups), draft.quorum)


@dataclass
class _Draft:
    logs: list[Endpoint]
    witnesses: list[Endpoint]
    groups: list[WitnessGroup]
    quorum: str | None

    def read(self, words: Sequence[str], where: Phrase) -> None:
        match words:
            case ["log", key, *address] if len(address) <= 1:
                found = _endpoint(None, key, address, where, {ED25519, ML_DSA})
                _check_single(found, self.logs, where)
                self.logs.append(found)
            case ["witness", name, key, *address] if len(address) <= 1:
                found = _endpoint(name, key, address, where, {COSIGNATURE, ML_DSA})
                self._define(name, where)
                _check_single(found, self.witnesses, where)
                self.witnesses.append(found)
            case ["group", name, threshold, *members] if members:
                self._group(name, threshold, members, where)
            case ["quorum", name]:
                if self.quorum is not None:
                    raise malformed(where, Phrase("a second line `quorum`"))
                if name != NONE and name not in self._defined():
                    raise malformed(where, Phrase("`{name}` is not defined before it", name=name))
                self.quorum = name
            case _:
                raise malformed(
                    where, Phrase("`{line}` is none of its lines", line=" ".join(words)[:60])
                )

    def _defined(self) -> set[str]:
        witnesses = {each.name for each in self.witnesses}
        return witnesses | {each.name for each in self.groups}

    def _define(self, name: str, where: Phrase) -> None:
        if name == NONE or name in self._defined():
            raise malformed(where, Phrase("the name `{name}` is taken", name=name))

    def _group(self, name: str, threshold: str, members: Sequence[str], where: Phrase) -> None:
        self._define(name, where)
        used = {member for group in self.groups for member in group.members}
        for member in members:
            if member not in self._defined():
                raise malformed(where, Phrase("`{name}` is not defined before it", name=member))
            if member in used or members.count(member) > 1:
                raise malformed(where, Phrase("`{name}` is a member twice", name=member))
        number = {"all": len(members), "any": 1}.get(threshold)
        if number is None and re.fullmatch(r"[1-9][0-9]{0,3}", threshold):
            number = int(threshold)
        if number is None or number > len(members):
            raise malformed(
                where,
                Phrase(
                    "`{given}` is none of all, any and 1 to {n}", given=threshold, n=len(members)
                ),
            )
        self.groups.append(WitnessGroup(name, number, tuple(members)))


def _endpoint(
    name: str | None, vkey: str, address: Sequence[str], where: Phrase, kinds: set[int]
) -> Endpoint:
    key = parse_vkey(vkey)
    if key.kind not in kinds:
        raise malformed(
            where, Phrase("a key of type {kind} does not belong there", kind=f"{key.kind:02x}")
        )
    return Endpoint(name or key.name, key, "".join(address))


def _check_single(found: Endpoint, known: Sequence[Endpoint], where: Phrase) -> None:
    if any(each.key.public == found.key.public for each in known):
        raise malformed(where, Phrase("the key of `{name}` is listed already", name=found.name))


def write_policy(
    logs: Sequence[Endpoint],
    sides: Mapping[str, Sequence[Endpoint]],
    mirrors: Sequence[Endpoint] = (),
) -> bytes:
    """A trust file in which every side has to have cosigned, and one mirror has to hold it all.

    Args:
        logs: The register's keys.
        sides: Witnesses of each side, by the side's name; one of each side is enough.
        mirrors: Mirrors, of which one is enough; none asks for none.

    Raises:
        RegisterError: A name stands twice, or a key does.
    """
    lines = ["# Whom the readers of this register believe. C2SP tlog-policy."]
    lines += [f"log {each.key.vkey} {each.address}".rstrip() for each in logs]
    names = []
    for side, members in {**sides, **({MIRRORS: mirrors} if mirrors else {})}.items():
        lines += [
            f"witness {each.name} {each.key.vkey} {each.address}".rstrip() for each in members
        ]
        lines.append(" ".join(["group", side, "any", *(each.name for each in members)]))
        names.append(side)
    lines += [f"group quorum all {' '.join(names)}", "quorum quorum"] if names else ["quorum none"]
    text = "".join(f"{line}\n" for line in lines).encode()
    try:
        parse_policy(text)
    except VerificationError as error:
        raise RegisterError("No trust file can be made of these: {why}", why=error) from error
    return text

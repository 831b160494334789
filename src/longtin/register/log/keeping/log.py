"""A log as its operator keeps it: append, sign, pin, have witnessed, publish – in this order.

    stored     entries and hashes are durable in the store
    signed     the new head is signed, if it extends the pinned one
    pinned     the signed head is durable in the pin; from here on no other of this size is signed
    witnessed  witnesses have been asked
    published  the checkpoint is in the store with its cosignatures, and receipts can be given

A process may end after any of them, and the next one goes on from there.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.cosignature import SignedCheckpoint, sign_checkpoint, verify_checkpoint
from longtin.register.log.keeping.log_store import Head, NewEntry, Store
from longtin.register.log.keeping.pin import Pin
from longtin.register.log.keys import SigningKey
from longtin.register.log.merkle import NodeReader, inclusion_proof, leaf_hash, verify_inclusion
from longtin.register.log.note import Note, SignatureLine, parse_note
from longtin.register.log.policy import TrustPolicy, Witnessing, verify_witnessed
from longtin.register.log.proof import LogProof
from longtin.register.log.witness_http import WitnessClient, larger_head

STEPS = ("stored", "signed", "pinned", "witnessed", "published")
"""What happens in an append, in order."""

REMEMBERED: Final = 64
"""Published checkpoints that are kept verified."""


@dataclass(frozen=True)
class Appended:
    """What came of an append.

    Attributes:
        indexes: Where each submission stands.
        witnessing: The published checkpoint that covers them, and who has cosigned it.
        silent: Why each witness that did not cosign did not, by its name.
    """

    indexes: tuple[int, ...]
    witnessing: Witnessing
    silent: dict[str, LongtinError]


class Log:
    """A log that can be appended to, unless what is stored contradicts what was signed.

    Args:
        store: Where its entries are.
        pin: Where its last signed head is, apart from the store.
        keys: The log's keys, of type `ED25519` and perhaps `ML_DSA`, named after its origin.
        policy: Whom the parties believe; a receipt's level is told by it.
        witnesses: Those that are asked to cosign.
        clock: Seconds since 1970 UTC.
        watch: Called with each of `STEPS` when it is done.

    Attributes:
        refusal: Why nothing may be signed: the store is not what was signed. Reading and receipts
            of what is there go on. Nothing if all is well.
    """

    def __init__(
        self,
        store: Store,
        pin: Pin,
        keys: Sequence[SigningKey],
        policy: TrustPolicy,
        witnesses: Sequence[WitnessClient] = (),
        clock: Callable[[], float] = time.time,
        watch: Callable[[str], object] = str,
    ) -> None:
        self.store, self.policy, self.witnesses = store, policy, tuple(witnesses)
        self._pin, self._keys, self._clock, self._watch = pin, tuple(keys), clock, watch
        self._lock = threading.Lock()
        self._own = [key.verifier for key in self._keys]
        if any(key.name != store.origin for key in self._keys):
            raise RegisterError(
                "The key is of `{given}` and the register is `{origin}`. Use the register's key.",
                given=", ".join(key.name for key in self._keys),
                origin=store.origin,
            )
        self.refusal: VerificationError | None = None
        self.unreachable: dict[str, LongtinError] = {}
        self._known: dict[bytes, Witnessing] = {}
        self._reader: tuple[int, NodeReader] | None = None
        self.prove_again()

    def prove_again(self) -> None:
        """Hold the store against the pin and what witnesses have cosigned.

        Sets `refusal` to what is wrong: a register brought back from an old backup stays for
        reading only until its missing entries are back. Witnesses that do not answer are left in
        `unreachable`.
        """
        self.refusal, self.unreachable = None, {}
        try:
            with self._pin.locked():
                pinned = self._pinned()
                head = self.store.head()
                if pinned is None and head.size:
                    raise VerificationError(
                        "The register has {n} entries, and its pin is not there. Put the pin back; "
                        "where it is lost, let the witnesses prove the register with `longtin "
                        "register init --adopt`.",
                        check="rollback",
                        n=head.size,
                    )
                self._check_extends(pinned)
            for witness in self.witnesses:
                self._hold_against(witness)
        except VerificationError as error:
            self.refusal = error

    def adopt(self) -> SignedCheckpoint:
        """Make a pin where it is lost, on the word of enough witnesses.

        Raises:
            VerificationError: `quorum`: too few witnesses know the register. Else as `refusal`.
            RegisterError: There is a pin.
        """
        with self._pin.locked():
            if self._pin.read() is not None:
                raise RegisterError("The register has its pin. Nothing is to be adopted.")
            found = [head for witness in self.witnesses if (head := self._hold_against(witness))]
            names = {each.key: each.name for each in self.policy.witnesses}
            seen = frozenset(names[c.key] for head in found for c in head.cosignatures)
            if not found or not self.policy.reaches_quorum(seen):
                raise VerificationError(
                    "Too few witnesses know this register: {given}, and the trust file asks for "
                    "`{quorum}`. Bring them back first.",
                    check="quorum",
                    given=", ".join(sorted(seen)) or "–",
                    quorum=self.policy.quorum,
                )
            largest = max(found, key=lambda head: head.checkpoint.size)
            self._pin.swap(None, bytes(largest.note))
        self.prove_again()
        return largest

    def _pinned(self) -> SignedCheckpoint | None:
        note = self._pin.read()
        return None if note is None else verify_checkpoint(note, self._own)

    def _check_extends(self, signed: SignedCheckpoint | None) -> None:
        if signed and self.store.root(signed.checkpoint.size) != signed.checkpoint.root:
            raise VerificationError(
                "The register's first {n} entries are not those that were signed. Whoever changed "
                "them, nothing more is signed; compare with a mirror.",
                check="fork",
                n=signed.checkpoint.size,
            )

    def _hold_against(self, witness: WitnessClient) -> SignedCheckpoint | None:
        try:
            known = witness.latest(self.store.origin, self._own)
        except VerificationError:
            raise
        except LongtinError as error:
            self.unreachable[witness.endpoint.name] = error
            return None
        if known:
            size = self.store.head().size
            if known.checkpoint.size > size:
                raise larger_head(witness.endpoint.name, known.checkpoint.size, size)
            self._check_extends(known)
        return known

    def append(self, submissions: Sequence[NewEntry]) -> Appended:
        """Append entries, and publish a head that covers them.

        Args:
            submissions: In the order they are to stand; at least one.

        Returns:
            Where they stand and who has cosigned, also where that is nobody: then the level says
            so.

        Raises:
            VerificationError: `rollback` or `fork`: the register is for reading only.
            RegisterError: A disk or database refuses. Submit the same again; nothing is entered
                twice.
        """
        with self._lock:
            if self.refusal:
                raise self.refusal
            indexes = self.store.append(submissions)
            self._watch("stored")
            return replace(self._publish(), indexes=tuple(indexes))

    def publish(self) -> Appended:
        """Sign what is stored if that was not done yet, and ask witnesses again.

        Raises:
            VerificationError: As `append`.
            RegisterError: As `append`.
        """
        with self._lock:
            if self.refusal:
                raise self.refusal
            return self._publish()

    def publish_rest(self) -> None:
        """Publish what is stored, if a process ended or failed before it had done so.

        Raises:
            VerificationError: As `append`, but where the register is for reading only: then
                nothing is done.
            RegisterError: As `append`.
        """
        size = self.store.head().size
        if size and self.refusal is None and self.store.checkpoint(size - 1) is None:
            self.publish()

    def _publish(self) -> Appended:
        signed = self._sign(self.store.head())
        lines, silent = self._ask_witnesses(signed)
        self._watch("witnessed")
        size = signed.checkpoint.size
        known = self.store.checkpoint(size - 1) if size else self.store.checkpoint()
        note = _merged(signed.note, known, lines)
        self.store.publish(size, bytes(note))
        self._watch("published")
        return Appended((), verify_witnessed(note, self.policy, quorum=False), silent)

    def _sign(self, head: Head) -> SignedCheckpoint:
        """The signed head: that of the pin if it has this size, else a new one that extends it."""
        with self._pin.locked():
            before = self._pin.read()
            pinned = None if before is None else verify_checkpoint(before, self._own)
            try:
                if pinned and pinned.checkpoint.size > head.size:
                    head = self.store.head()
                self._check_extends(pinned)
            except VerificationError as error:
                self.refusal = error
                raise
            if pinned and pinned.checkpoint.size == head.size:
                return pinned
            checkpoint = Checkpoint(self.store.origin, head.size, head.root)
            note = sign_checkpoint(checkpoint, self._keys, int(self._clock()))
            self._watch("signed")
            self._pin.swap(before, bytes(note))
            self._watch("pinned")
            return verify_checkpoint(note, self._own)

    def _ask_witnesses(
        self, signed: SignedCheckpoint
    ) -> tuple[list[SignatureLine], dict[str, LongtinError]]:
        size, node = signed.checkpoint.size, self.store.node()
        lines: list[SignatureLine] = []
        silent: dict[str, LongtinError] = {}

        def ask(witness: WitnessClient) -> None:
            try:
                lines.extend(witness.cosign(signed.note, size, node, self.store.entries))
            except LongtinError as error:
                silent[witness.endpoint.name] = error

        if len(self.witnesses) == 1:
            ask(self.witnesses[0])
        elif self.witnesses:
            with ThreadPoolExecutor(len(self.witnesses)) as pool:
                list(pool.map(ask, self.witnesses))
        for error in silent.values():
            if isinstance(error, VerificationError) and error.check == "rollback":
                self.refusal = error
        return lines, silent

    def receipt(self, index: int) -> LogProof:
        """A receipt of an entry, verified before it is given; the entry comes along as `extra`.

        It rests on the first published checkpoint that covers the entry and has reached the
        quorum; where none has, on the last one.

        Args:
            index: Of the entry.

        Raises:
            VerificationError: `missing`: no published checkpoint covers it. Else what is wrong
                with the store.
        """
        found = self.witnessing(index)
        head = found.signed.checkpoint
        hashes = tuple(inclusion_proof(index, head.size, self._node(head.size)))
        entry = self.store.entries(index, index + 1)[0]
        verify_inclusion(leaf_hash(entry), index, head.size, hashes, head.root)
        return LogProof(index, hashes, found.signed.note, entry)

    def _node(self, size: int) -> NodeReader:
        """Hashes of the log; of one size, as of many receipts of one batch, each tile read once."""
        if self._reader is None or self._reader[0] != size:
            self._reader = size, self.store.node()
        return self._reader[1]

    def _verified(self, note: bytes) -> Witnessing:
        """A published checkpoint, verified once for all receipts that rest on it."""
        if note not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[note] = verify_witnessed(note, self.policy, quorum=False)
        return self._known[note]

    def close(self) -> None:
        """Let go of the store and of connections."""
        self.store.close()
        for witness in self.witnesses:
            witness.close()

    def witnessing(self, index: int) -> Witnessing:
        """The published checkpoint that a receipt of an entry rests on.

        Raises:
            VerificationError: `missing`: none covers it.
        """
        covering, found = index, None
        while note := self.store.checkpoint(covering):
            found = self._verified(note)
            if found.level == "quorum":
                return found
            covering = found.signed.checkpoint.size
        if found is None:
            raise VerificationError(
                "No published checkpoint covers entry {index} yet. Ask again in a moment.",
                check="missing",
                index=index,
            )
        return found


def _merged(note: Note, known: bytes | None, lines: Sequence[SignatureLine]) -> Note:
    """A note with the cosignatures that came, and those of the same head that came before."""
    found = {(line.name, line.id): line for line in note.signatures}
    if known is not None and (earlier := parse_note(known)).text == note.text:
        found = {(line.name, line.id): line for line in earlier.signatures}
    for line in lines:
        found.setdefault((line.name, line.id), line)
    return Note(note.text, tuple(found.values()))

"""What a register's commands do beside reading: keys made, witnesses served, logs audited."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from longtin._files import write_whole
from longtin._language import Language
from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.folder import SETTINGS, read_file, read_folder
from longtin.register.offline import entries_said, utc


def make_key(
    name: str, use: str, file: Path, *, ml_dsa: bool = False, password: bytes | None = None
) -> log.VerifierKey:
    """Make a key and keep it in a file.

    Args:
        name: Its name, best an address without `https://`.
        use: `party`, `witness`, `mirror` or `log`.
        file: Where to.
        ml_dsa: ML-DSA-44 in place of Ed25519.
        password: Encrypts it.

    Returns:
        Its public half.

    Raises:
        RegisterError: The file exists, the name cannot name a key, or a party's key is asked for
            that statements cannot be signed with.
        OutputError: The file cannot be written.
    """
    log.check_installed()
    if ml_dsa and use == "party":
        raise RegisterError(
            "Parties sign with Ed25519, and ML-DSA-44 signs checkpoints only. Leave --ml-dsa out."
        )
    plain = log.COSIGNATURE if use in {"witness", "mirror"} else log.ED25519
    key = log.new_key(name, log.ML_DSA if ml_dsa else plain)
    log.write_key(key, file, password)
    return key.verifier


def public_key(file: Path, *, password: bytes | None = None) -> log.VerifierKey:
    """The public half of a key in a file.

    Raises:
        RegisterError: It is no key file, or does not open.
    """
    log.check_installed()
    return log.read_key(file, password).verifier


@contextmanager
def serving_witness(
    keys: Sequence[Path],
    trust: Path,
    memory: Path,
    host: str,
    port: int,
    *,
    password: bytes | None = None,
) -> Iterator[ThreadingHTTPServer]:
    """A witness of the logs of a trust file, as a server that is ready to serve.

    Raises:
        RegisterError: A key or the memory does not open, a key is no witness's, or nobody can
            listen there.
        VerificationError: `form`: the trust file is none.
    """
    log.check_installed()
    own = _cosigners(keys, password)
    known = log.parse_policy(read_file(trust)).logs
    witness = log.Witness(memory, own, [each.key for each in known])
    server = log.witness_server(witness, host, port)
    try:
        yield server
    finally:
        server.server_close()
        witness.close()


@dataclass(frozen=True)
class MirrorSource:
    """Where a mirror takes its log over from, if it does not wait for the operator to send it.

    Attributes:
        text: The log's address, or a folder that holds it.
        token: Lets in at an address where not everyone may read.
        every: Seconds from one time to the next.
        told: Told each time how many entries are held, or why not.
    """

    text: str
    token: str
    every: float
    told: Callable[[int | LongtinError], object]


@contextmanager
def serving_mirror(
    keys: Sequence[Path],
    trust: Path,
    folder: Path,
    host: str,
    port: int,
    *,
    password: bytes | None = None,
    token: str | None = "",
    follows: MirrorSource | None = None,
) -> Iterator[ThreadingHTTPServer]:
    """A mirror of the logs of a trust file, as a server that is ready to serve.

    Args:
        keys: Its keys, of the type of witnesses.
        trust: The trust file.
        folder: Where entries are kept; never to be brought back from an older copy.
        host: Where to listen.
        port: Likewise; 0 takes a free one.
        password: Of the keys.
        token: Lets read entries; empty for nobody, nothing for everyone.
        follows: Where it takes the log over from by itself.

    Raises:
        RegisterError: A key or the folder does not open, a key is no mirror's, or nobody can
            listen there.
        VerificationError: `form`: the trust file is none.
    """
    log.check_installed()
    own, policy = _cosigners(keys, password), log.parse_policy(read_file(trust))
    mirror, stopped = log.LogMirror(folder, own, [each.key for each in policy.logs]), Event()
    server = log.mirror_server(mirror, host, port, token=token)
    end = log.Endpoint(own[0].name, own[0].verifier)

    def following(there: MirrorSource) -> None:
        while not stopped.is_set():
            try:
                with source(there.text, there.token) as fetch:
                    there.told(log.follow(mirror, end, fetch, policy))
            except LongtinError as error:
                there.told(error)
            stopped.wait(there.every)

    threads = [Thread(target=following, args=[follows], daemon=True)] if follows else []
    for thread in threads:
        thread.start()
    try:
        yield server
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
        server.server_close()
        mirror.close()


def _cosigners(keys: Sequence[Path], password: bytes | None) -> list[log.SigningKey]:
    """The keys of a witness or mirror.

    Raises:
        RegisterError: One does not open, or signs no heads of others.
    """
    own = [log.read_key(file, password) for file in keys]
    for key, file in zip(own, keys, strict=True):
        if key.kind == log.ED25519:
            raise RegisterError(
                "{file} is no key of a witness. Make one with `longtin register key new NAME --for "
                "witness`.",
                file=file,
            )
    return own


@contextmanager
def source(text: str, token: str = "") -> Iterator[log.Fetch]:
    """Where a log is read from: an address, a register's folder, or a folder of its files.

    Args:
        text: Which.
        token: Lets in at an address where not everyone may read.

    Raises:
        RegisterError: It is none of them.
    """
    if text.startswith(("http://", "https://")):
        with log.from_address(text, token=token) as fetch:
            yield fetch
        return
    folder = Path(text)
    if (folder / SETTINGS).is_file():
        store = read_folder(folder).store()
        try:
            yield store.serve
        finally:
            store.close()
        return
    if folder.is_dir():
        yield log.from_folder(folder)
        return
    raise RegisterError(
        "{text} is neither an address nor a folder. Give where the log is served, or a folder that "
        "holds it.",
        text=text,
    )


@dataclass(frozen=True)
class AuditFiles:
    """What to keep of an audit.

    Attributes:
        save: The checkpoint, for the next one.
        copy: Everything, as files in a folder.
        minutes: The checkpoint, short enough to be printed.
    """

    save: Path | None = None
    copy: Path | None = None
    minutes: Path | None = None


NO_FILES: Final = AuditFiles()


def audit_source(
    text: str,
    trust: Path,
    since: Path | None = None,
    *,
    files: AuditFiles = NO_FILES,
    token: str = "",
    quorum: bool = True,
    progress: Callable[[int, int], None] | None = None,
    each: Callable[[int, bytes], None] | None = None,
) -> log.Audit:
    """Check a whole log, and perhaps keep what was checked.

    Args:
        text: Its address, or a folder.
        trust: The trust file.
        since: A checkpoint kept from an earlier audit; it has to be signed by the log.
        files: What to keep of it.
        token: Lets in at an address where not everyone may read.
        quorum: Refuse a head that too few have cosigned.
        progress: Told how many entries are checked, and of how many.
        each: Given every entry with its index, once it is checked.

    Raises:
        VerificationError: By its `check`, what is wrong.
        RegisterError: The log or a file cannot be read.
        OutputError: A file cannot be written.
    """
    log.check_installed()
    policy = log.parse_policy(read_file(trust))
    keys = [each.key for each in policy.logs]
    earlier = log.verify_checkpoint(read_file(since), keys).checkpoint if since else None
    with source(text, token) as fetch:
        found = log.audit(fetch, policy, earlier, quorum=quorum, progress=progress, each=each)
        if files.copy:
            log.write_log(fetch, files.copy, found.witnessing.signed.note)
    if files.minutes:
        write_whole(files.minutes, bytes(log.for_minutes(found.witnessing)))
    if files.save:
        write_whole(files.save, bytes(found.witnessing.signed.note))
    return found


def receipt(
    text: str, trust: Path, index: int, *, token: str = "", quorum: bool = True
) -> log.LogProof:
    """A receipt of an entry, from whatever serves the log; nobody has to be trusted for it.

    Args:
        text: Its address, or a folder.
        trust: The trust file.
        index: Of the entry.
        token: Lets in at an address where not everyone may read.
        quorum: Refuse a head that too few have cosigned.

    Raises:
        VerificationError: By its `check`, what is wrong.
        RegisterError: The log or a file cannot be read.
    """
    log.check_installed()
    policy = log.parse_policy(read_file(trust))
    with source(text, token) as fetch:
        return log.receipt_from(fetch, policy, index, quorum=quorum)


def audit_lines(found: log.Audit, words: Language, saved: Path | None = None) -> Iterator[str]:
    """What an audit found, in sentences; `saved` is where its head was kept, if it was."""
    say, head = words.say, found.witnessing.signed.checkpoint
    yield say(
        "Checked: {entries} and {tiles} of {origin}. All are those it has signed.",
        entries=entries_said(head.size, words),
        tiles=words.count("{n} tile", "{n} tiles", found.tiles),
        origin=head.origin,
    )
    if found.extends:
        yield say(
            "It extends what was seen before, {entries}: nothing was dropped, altered or moved.",
            entries=entries_said(found.extends.size, words),
        )
    elif saved is None:
        yield say("It was held against no earlier head: keep this one with --save, for the next.")
    else:
        yield say(
            "It was held against no earlier head. Give {file} with --since next time.", file=saved
        )
    for name, time in sorted(found.witnessing.times.items()):
        yield say("{name} has cosigned that head at {time}.", name=name, time=utc(time))
    if found.witnessing.level != "quorum":
        yield say("Too few have cosigned to prove that everybody is shown this same log.")


def audit_data(found: log.Audit) -> dict[str, Any]:
    """What an audit found as plain values; keys are a promise."""
    head = found.witnessing.signed.checkpoint
    return {
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "tiles": found.tiles,
        "extends": found.extends.size if found.extends else None,
        "level": found.witnessing.level,
        "cosigned": dict(sorted(found.witnessing.times.items())),
    }

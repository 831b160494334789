"""A PostgreSQL server of the tests' own, on loopback, from the system's binaries."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = ("/usr/local/bin", "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/17/bin")
"""Where the server's programs stand, if they are not on the path."""

WHO = ("postgres", "nobody")
"""Users it is run as where this is root, which it refuses to be."""


def program(name: str) -> str | None:
    """A program of the server."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *PLACES]))


def user() -> pwd.struct_passwd | None:
    """Whom to run it as; nothing where this is no root and it runs as is."""
    if os.getuid() != 0:
        return None
    for name in WHO:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def absent() -> str | None:
    """Why there is no server here; nothing if there is one."""
    missing = [name for name in ("initdb", "postgres") if program(name) is None]
    if missing:
        return f"PostgreSQL is not installed here: no {' and no '.join(missing)}"
    if os.getuid() == 0 and user() is None:
        return f"PostgreSQL refuses to run as root, and there is none of the users {WHO}"
    return None


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def memory() -> str | None:
    """A disk in memory, if there is one: nothing here outlives the tests."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of our own


class Server:
    """One server and its data, in a folder of its own.

    Attributes:
        address: How to connect to it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self._who = folder, user()
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"postgresql://tests@127.0.0.1:{self._port}/postgres"
        if self._who:
            os.chown(folder, self._who.pw_uid, self._who.pw_gid)
        words = ["-U", "tests", "-A", "trust", "-N", "--no-instructions"]
        if self._run("initdb", words).wait() != 0:
            raise RuntimeError((folder / "log").read_text("utf8"))

    def _run(self, name: str, words: list[str]) -> "subprocess.Popen[bytes]":
        who = self._who
        with (self.folder / "log").open("ab") as output:
            return subprocess.Popen(
                [str(program(name)), "-D", str(self.folder / "data"), *words],
                stdout=output,
                stderr=output,
                user=who.pw_uid if who else None,
                group=who.pw_gid if who else None,
            )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        import psycopg

        settings = {
            "port": self._port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "shared_buffers": "16MB",
            "max_connections": 20,
            "autovacuum": "off",
        }
        words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        process = self._process = self._run("postgres", words)
        while process.poll() is None:
            try:
                psycopg.connect(self.address, connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text("utf8"))

    def stop(self, *, at_once: bool = False) -> None:
        """Stop it, breaking connections; at once: without a checkpoint, as a crash would."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self._process.wait()
            self._process = None


@contextmanager
def serving(within: Path | None = None) -> Iterator[Server]:
    """A server, until the block ends.

    Args:
        within: The folder, and so the disk, that its data are on; memory by default.
    """
    folder = Path(tempfile.mkdtemp(prefix="longtin-postgres-", dir=within or memory()))
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop(at_once=True)  # nobody needs its data any more
        shutil.rmtree(folder, ignore_errors=True)

"""The installed command in a process, and on a terminal, of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("longtin")

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for Unix", allow_module_level=True)


def start(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a plain environment."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}
    }
    return subprocess.run(
        [str(COMMAND), *words], env=environment, capture_output=True, text=True, check=False
    )


def on_terminal(*words: str, columns: int = 80, **more: str) -> str:
    """What the command writes to a terminal so wide."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment = kept | {"TERM": "xterm-256color"} | more
    with subprocess.Popen(
        [str(COMMAND), *words], env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        written = b""
        while part := _read(ours):
            written += part
        process.wait()
    os.close(ours)
    return written.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux tells the end of a terminal
        return b""


def test_a_wrong_word_ends_with_status_2_and_no_traceback() -> None:
    """The door holds in a process as it does in the tests."""
    done = start("trust", "VTN", "CHN")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "longtin: No state 'VTN'; did you mean VNM (Viet Nam)?\n"


def test_the_version_is_the_packages() -> None:
    """A report of a fault begins with it."""
    from importlib import metadata

    assert start("--version").stdout == f"longtin {metadata.version('longtin')}\n"


def test_a_reader_who_leaves_is_let_go() -> None:
    """`longtin … | head` ends without a word."""
    gone, ours = os.pipe()
    os.close(gone)
    with os.fdopen(ours, "wb") as nobody:
        done = subprocess.run(
            [str(COMMAND), "cite"], stdout=nobody, stderr=subprocess.PIPE, check=False
        )

    assert done.stderr == b""
    assert done.returncode == 141


def test_a_terminal_is_filled_and_not_overrun() -> None:
    """Lines are as long as the terminal is wide, and no longer."""
    text = on_terminal("versions", columns=90, NO_COLOR="1")

    assert max(len(line) for line in text.splitlines() if "─" in line) <= 90 + len("\x1b[0m" * 4)
    assert "cow_capabilities" in text


def test_no_colour_is_honoured() -> None:
    """Whoever asked for none gets none; bold is no colour."""
    text = on_terminal("brief", "VNM", "CHN", "--as-of", "2006", NO_COLOR="1")

    assert "\x1b[3" not in text
    assert "\x1b[4" not in text.replace("\x1b[4m", "")
    assert "Viet Nam" in text


def test_a_terminal_with_few_letters_still_gets_an_answer() -> None:
    """What cannot be written is marked; nothing is lost in a traceback."""
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [str(COMMAND), "actors", "VNM"], env=environment, capture_output=True, check=False
    )

    assert done.returncode == 0
    assert b"VNM" in done.stdout
    assert done.stderr == b""

"""Progress: on a terminal, and only where there is something to wait for."""

import sys
import threading

import pytest

from longtin.cli import terminal
from longtin.cli.terminal.progress import progress


def told(patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell of work that is half done, on what says it is a terminal."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(terminal.progress, "PATIENCE", patience)
    with progress() as tell:
        tell("Reading", 1, 2)
        for thread in _timers():
            thread.join(None if patience == 0 else 0)
        tell("Reading", 2, 2)


def _timers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def test_what_takes_long_is_shown_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever waits wants to know that something happens."""
    told(0, monkeypatch)

    printed = capsys.readouterr()
    assert "Reading" in printed.err
    assert printed.out == ""


def test_what_is_quick_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bar that flashes by is noise."""
    told(3600, monkeypatch)

    assert capsys.readouterr() == ("", "")


def test_without_a_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """A log is no place for a bar that moves."""
    with progress() as tell:
        tell("Reading", 1, None)

    assert capsys.readouterr() == ("", "")

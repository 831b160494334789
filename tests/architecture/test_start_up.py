"""Starting is quick because heavy libraries load only where they are used."""

import json
import subprocess
import sys

import pytest

HEAVY = (
    *("duckdb", "jinja2", "numba", "numpy", "ortools", "pandas", "polars"),
    *("scipy", "typst", "vl_convert", "yaml"),
)
SHOWING = ("rich",)
REPORT = (
    "import json, sys\n"
    f"print(json.dumps([name for name in {(*HEAVY, *SHOWING)!r} if name in sys.modules]))"
)


def loaded_by(statement: str) -> list[str]:
    """Heavy libraries in memory after a statement has run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}\n{REPORT}"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def loaded_by_command(words: str) -> list[str]:
    """The same, after a command."""
    return loaded_by(
        f"import sys; sys.argv = ['longtin', *{words.split()!r}]\n"
        "from longtin.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )


@pytest.mark.parametrize("words", ["--help", "brief --help", "trust --help"])
def test_help_loads_nothing_heavy(words: str) -> None:
    """`--help` has to answer before the reader has looked away."""
    assert loaded_by_command(words) == []


@pytest.mark.parametrize("words", ["trust VNM CHN", "contacts VNM CHN", "measures"])
def test_data_for_a_script_load_nothing_that_shows(words: str) -> None:
    """Whoever asks for JSON does not wait for what draws tables; who asks for a table does."""
    assert not set(SHOWING) & set(loaded_by_command(f"{words} --json"))
    assert set(SHOWING) <= set(loaded_by_command(words))


def test_threads_that_the_user_set_stay() -> None:
    """A short command starts no pools of threads, unless it is told to."""
    statement = (
        "import os, sys; sys.argv = ['longtin', '--version']\n"
        "os.environ.pop('OPENBLAS_NUM_THREADS', None); os.environ['POLARS_MAX_THREADS'] = '3'\n"
        "from longtin.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "assert os.environ['OPENBLAS_NUM_THREADS'] == '1'\n"
        "assert os.environ['POLARS_MAX_THREADS'] == '3'"
    )

    assert loaded_by(statement) == []


@pytest.mark.parametrize("statement", ["import longtin", "import longtin; longtin.__version__"])
def test_importing_the_package_loads_nothing_heavy(statement: str) -> None:
    """Whoever imports Longtin pays for the parts that are used, not for all."""
    assert loaded_by(statement) == []


def test_parts_load_when_they_are_touched() -> None:
    """`import longtin as lt` is all a notebook needs."""
    statement = (
        "import longtin as lt\n"
        "lt.actors, lt.acts, lt.trust, lt.brief, lt.Record, lt.LongtinError\n"
        "assert 'trust' in dir(lt)"
    )

    assert "polars" in loaded_by(statement)


def test_one_question_is_answered_without_a_compiler() -> None:
    """Loading Numba takes longer than the filter of one pair, and compiling longer still."""
    statement = (
        "from longtin import trust\n"
        "from longtin.acts import Record\n"
        "with Record.shipped() as record:\n"
        "    trust.estimate(record, 'CHN', 'VNM').frame()"
    )

    loaded = loaded_by(statement)

    assert "numpy" in loaded
    assert "numba" not in loaded


def test_judging_a_programme_waits_for_no_numerical_stack() -> None:
    """A check in an editor runs at every save; only the planner needs frames and compilers."""
    statement = (
        "import datetime\n"
        "from longtin import lint, programme\n"
        "draft = programme.parse(programme.example('example'), 'example.yaml')\n"
        "lint.lint(draft, today=datetime.date(2026, 11, 22))"
    )

    assert set(loaded_by(statement)) <= {"numpy", "yaml"}

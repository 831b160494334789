"""`longtin check` and `longtin rule`: statuses, forms, languages."""

import json
from pathlib import Path

import pytest

from tests.cli.run import run, shown

TODAY = ("--today", "2026-11-22")


@pytest.fixture
def good(desk: Path) -> Path:
    """The programme to begin from, as the command line gives it."""
    assert run("check", "--example", "example", "-o", "good.yaml").exit_code == 0
    return desk / "good.yaml"


@pytest.fixture
def bad(good: Path) -> Path:
    """The same without risks, and with a first step beyond what trust supports."""
    text = good.read_text(encoding="utf-8").replace("trust: {VNM: 0.45", "trust: {VNM: 0.05")
    file = good.with_name("bad.yaml")
    file.write_text(text, encoding="utf-8")
    return file


def test_the_programme_to_begin_from_passes(good: Path) -> None:
    """A newcomer's first run says that all is well, and how far it has got."""
    result = run("check", good.name, *TODAY)

    assert result.exit_code == 0
    assert "No rule has anything to say." in result.stdout
    assert "Steps due: 2 of 3; reported on: 2, and 100 % of that carried out." in (
        result.stdout.replace("\N{NO-BREAK SPACE}", " ")
    )


def test_a_finding_has_its_place_its_code_and_its_remedy(bad: Path) -> None:
    """Editors jump to `file:line`; people read the rest."""
    result = run("check", bad.name, *TODAY)

    assert result.exit_code == 1
    lines = bad.read_text("utf-8").splitlines()
    first = next(at for at, line in enumerate(lines, 1) if "id: visit" in line)
    assert f"bad.yaml:{first}  LT202 error" in result.stdout
    assert "→ Begin with a smaller stake" in result.stdout
    assert all(line == line.rstrip() for line in result.stdout.splitlines())


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit_the_terminal(bad: Path, columns: int) -> None:
    """Nothing runs over the edge but what cannot be broken."""
    result = run("check", bad.name, *TODAY, columns=columns)

    assert max(len(line) for line in result.stdout.splitlines()) <= columns


def test_vietnamese_is_vietnamese_throughout(bad: Path) -> None:
    """No English sentence stands in between."""
    result = run("check", bad.name, *TODAY, "--lang", "vi")

    assert "LT202 lỗi" in result.stdout
    assert "đánh giá ngày 22/11/2026" in result.stdout
    assert " the " not in result.stdout.replace("`longtin", "")


def test_advice_alone_is_no_reason_to_stop(good: Path) -> None:
    """Scripts stop at errors and warnings."""
    good.write_text(good.read_text("utf-8").replace("openness: public\n", ""), encoding="utf-8")

    result = run("check", good.name, *TODAY)

    assert "LT407 advice" in result.stdout
    assert result.exit_code == 0


def test_rules_are_selected_and_ignored(bad: Path) -> None:
    """A family at a time, or without one."""
    assert run("check", bad.name, *TODAY, "--select", "LT1,LT3").exit_code == 0
    assert run("check", bad.name, *TODAY, "--ignore", "LT202").exit_code == 0
    assert run("check", bad.name, *TODAY, "--select", "LT2").exit_code == 1


@pytest.mark.parametrize("form", ["json", "sarif", "html"])
def test_every_form_goes_into_a_file_whole(bad: Path, form: str) -> None:
    """A report that is passed on."""
    result = run("check", bad.name, *TODAY, "--format", form, "-o", f"report.{form}")

    text = bad.with_name(f"report.{form}").read_text(encoding="utf-8")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "LT202" in text
    if form != "html":
        assert json.loads(text)


def test_a_damaged_programme_is_refused_and_nothing_is_written(desk: Path) -> None:
    """Exit status 2, with line and remedy, and no half report."""
    (desk / "p.yaml").write_text("programme: 1\ntitel: x\n", encoding="utf-8")

    result = run("check", "p.yaml", "--format", "html", "-o", "report.html")

    assert result.exit_code == 2
    assert "p.yaml:2: there is no key `titel` here. Did you mean `title`?" in result.stderr
    assert not (desk / "report.html").exists()


def test_without_a_file_one_learns_how_to_begin() -> None:
    """The first thing people type is the bare command."""
    result = run("check")

    assert result.exit_code == 2
    assert "longtin check --example example -o programme.yaml" in result.stderr


def test_the_schema_is_json() -> None:
    """What an editor is pointed at."""
    assert json.loads(shown("check --schema"))["title"] == "Programme"


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_rule_is_explained(lang: str) -> None:
    """The page of the handbook, with examples and sources."""
    page = shown(f"rule LT301 --lang {lang}")

    assert "decision_makers" in page
    assert "Post, Raile & Raile 2010" in page
    assert ("Vì sao quan trọng" in page) == (lang == "vi")


def test_rules_are_listed() -> None:
    """All of them, with what each says."""
    listed = shown("rule --list")

    assert "LT101  error" in listed
    assert len(json.loads(shown("rule --json"))) >= 45


def test_an_unknown_rule_names_the_nearest() -> None:
    """A slip of one figure."""
    result = run("rule", "LT3O1")

    assert result.exit_code == 2
    assert "Did you mean LT301?" in result.stderr

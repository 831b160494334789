"""SARIF and JSON export of reports, for tools that show findings in place."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import quote

from longtin._language import Language
from longtin.lint._lint import Report, handbook
from longtin.lint._rule import Finding, Rule
from longtin.programme import implementation

SARIF: Final = "2.1.0"
SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
SARIF_LEVELS: Final = {"error": "error", "warning": "warning", "advice": "note"}


def as_data(reports: Iterable[Report], language: Language) -> dict[str, Any]:
    """Reports as plain data, for JSON.

    Args:
        reports: Of one or more programmes.
        language: In which messages are said; keys and codes stay as they are.
    """
    return {
        "version": 1,
        "language": language.code,
        "files": [_file(each, language) for each in reports],
    }


def _file(report: Report, language: Language) -> dict[str, Any]:
    programme = report.draft.programme
    done = implementation(programme, report.today)
    return {
        "file": report.draft.where,
        "title": programme.title.of(language.code),
        "today": report.today.isoformat(),
        "rules": len(report.asked),
        "findings": [_finding(report, each, language) for each in report.findings],
        "silenced": [_finding(report, each, language) for each in report.silenced],
        "implementation": {**asdict(done), "share": round(done.share, 4)},
    }


def _finding(report: Report, finding: Finding, language: Language) -> dict[str, Any]:
    page = handbook()[finding.code].page
    return {
        "code": finding.code,
        "level": finding.level,
        "line": report.draft.line(finding.place),
        "place": ".".join(str(part) for part in finding.place),
        "about": finding.about,
        "message": finding.say(language),
        "fix": language.say(page.fix),
        "reason": finding.reason(language),
    }


def as_sarif(reports: Iterable[Report], language: Language, version: str) -> dict[str, Any]:
    """Reports in the Static Analysis Results Interchange Format.

    Args:
        reports: Of one or more programmes.
        language: In which messages are said.
        version: Of this software.

    Source:
        OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, 2020.
    """
    every = tuple(reports)
    codes = sorted({code for report in every for code in report.asked})
    return {
        "$schema": SARIF_SCHEMA,
        "version": SARIF,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Longtin",
                        "semanticVersion": version,
                        "language": language.code,
                        "rules": [_rule(handbook()[code], language) for code in codes],
                    }
                },
                "language": language.code,
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": quote(each.draft.where)}} for each in every],
                "results": [
                    _result(report, finding, codes, at, language)
                    for at, report in enumerate(every)
                    for finding in (*report.findings, *report.silenced)
                ],
            }
        ],
    }


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    page = rule.page
    title, looks, why, fix = (language.say(text) for text in page.messages[:4])
    return {
        "id": rule.code,
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": f"{looks} {why}"},
        "help": {"text": fix},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.level]},
        "properties": {
            "tags": [rule.code[:3]],
            "sources": [language.say(source) for source in page.sources],
        },
    }


def _result(
    report: Report, finding: Finding, codes: list[str], artifact: int, language: Language
) -> dict[str, Any]:
    place = ".".join(str(part) for part in finding.place)
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": finding.say(language)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(report.draft.where), "index": artifact},
                    "region": {"startLine": report.draft.line(finding.place)},
                },
                "logicalLocations": [{"fullyQualifiedName": place}],
            }
        ],
    }
    if finding.silenced:
        found["suppressions"] = [{"kind": "inSource", "justification": finding.reason(language)}]
    return found

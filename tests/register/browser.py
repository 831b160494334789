"""A browser's page with the verifier, and the question whether it answers as Python does."""

import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from longtin.errors import VerificationError
from longtin.register.offline import FileProof

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
HOST = "http://localhost/"
MODULES = ("verify.js", "ml_dsa.js", "issuer.js")

Asked = tuple[list[object], Callable[[], object]]
"""What is called there, with its arguments, and the same here."""

RUN = """
async ({calls}) => {
  const part = {...await import("/verify.js"), ...await import("/issuer.js")};
  const read = (value) => value && value.base64 !== undefined
    ? Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0))
    : value && value.number !== undefined ? BigInt(value.number)
    : Array.isArray(value) ? value.map(read) : value;
  const answers = [];
  for (const [name, ...given] of calls) {
    try {
      const found = await part[name](...given.map(read));
      const told = found?.issuer === undefined ? []
        : [found.issuer, found.signedWith, found.keyEntry];
      answers.push(["accepted", ...told].join(" ").trim());
    }
    catch (error) { answers.push(error.check ?? `broken: ${error}`); }
  }
  return answers;
}
"""


@contextmanager
def verifier_page() -> Iterator[Page]:
    """A page that is served nothing but the modules of the verifier."""
    assert CHROMIUM is not None

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        if name in MODULES:
            script = files("longtin.register").joinpath(name).read_text(encoding="utf-8")
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>verify</title>", content_type="text/html")

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=0)
        context = launched.new_context()
        context.set_default_timeout(0)
        context.route("**/*", answer)
        found = context.new_page()
        found.goto(HOST)
        yield found
        launched.close()


def sent(value: object) -> Any:
    """A value as the page reads it."""
    if isinstance(value, bytes):
        return {"base64": b64encode(value).decode()}
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {"number": str(value)}
    return [sent(each) for each in value]  # type: ignore[attr-defined]  # a list


def answered(check: Callable[[], object]) -> str:
    """What Python answers: accepted, and whose it is where that was asked; or the failed check."""
    try:
        found = check()
    except VerificationError as error:
        return error.check
    if not isinstance(found, FileProof):
        return "accepted"
    entry = "" if found.key_entry is None else found.key_entry
    return f"accepted {found.issuer} {found.signed_with} {entry}".strip()


def differences(page: Page, cases: list[Asked]) -> list[str]:
    """Cases in which the two do not agree."""
    calls = [[call[0], *map(sent, call[1:])] for call, _ in cases]
    there = page.evaluate(RUN, {"calls": calls})
    here = [answered(check) for _, check in cases]
    return [
        f"{number}: {call[0]} there {one}, here {other}"
        for number, ((call, _), one, other) in enumerate(zip(cases, there, here, strict=True))
        if one != other
    ]

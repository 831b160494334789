"""How a reader acts on a page: by pointer, or by the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Page

CONTROLS = """() => [...document.querySelectorAll(
  'main :is(a[href], button, input, select, textarea, summary, [tabindex="0"])'
)].filter(each => each.type !== 'hidden' && each.tabIndex >= 0 && !each.disabled &&
  (each.checkVisibility ? each.checkVisibility() : true))"""
"""What can be acted on in a page, as it stands open."""


KIND = """each => each.type === 'checkbox' ? 'box'
  : each.matches('a[href], button') ? 'leads' : 'other'"""


ALL = CONTROLS.replace("main :is", ":is")
"""The same with the bar above and the foot below."""


class Hands(Protocol):
    """A way to act on a page."""

    def press(self, page: Page, target: str) -> None:
        """Follow a link, or press a button or a box."""

    def write(self, page: Page, name: str, text: str) -> None:
        """Put text in place of what a control holds."""

    def choose(self, page: Page, name: str, value: str) -> None:
        """Choose from a list."""

    def slide(self, page: Page, name: str, steps: int) -> None:
        """Move a slider up by steps."""


class Pointer:
    """With a mouse or a finger."""

    def press(self, page: Page, target: str) -> None:
        """Click."""
        page.locator(target).first.click()

    def write(self, page: Page, name: str, text: str) -> None:
        """Fill."""
        page.fill(f"main [name={name}]", text)

    def choose(self, page: Page, name: str, value: str) -> None:
        """Select."""
        page.select_option(f"main [name={name}]", value)

    def slide(self, page: Page, name: str, steps: int) -> None:
        """Set, as a pointer that lets go does."""
        found = page.locator(f"main [name={name}]")
        found.fill(str(int(found.input_value()) + steps))


class Unscripted(Pointer):
    """With a pointer, where no script sends a form by itself."""

    def slide(self, page: Page, name: str, steps: int) -> None:
        """Set, and press the button."""
        super().slide(page, name, steps)
        page.locator("form.ask button.main").first.click()


class Keyboard:
    """With nothing but keys: Tab to what is wanted, and what its kind is acted on with."""

    def press(self, page: Page, target: str) -> None:
        """Enter on links, buttons and what opens; Space on boxes."""
        kind = self._reach(page, target)
        if kind == "leads":
            with page.expect_navigation():
                page.keyboard.press("Enter")
        else:
            page.keyboard.press("Space" if kind == "box" else "Enter")

    def write(self, page: Page, name: str, text: str) -> None:
        """Over all that stood there."""
        self._reach(page, f"main [name={name}]")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(text)

    def choose(self, page: Page, name: str, value: str) -> None:
        """Down from the first of the list."""
        found = page.locator(f"main [name={name}]").first
        self._reach(page, f"main [name={name}]")
        page.keyboard.press("Home")
        for _ in range(found.locator("option").count()):
            if found.input_value() == value:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} does not come to {value}")

    def slide(self, page: Page, name: str, steps: int) -> None:
        """Right, once a step."""
        self._reach(page, f"main [name={name}]")
        for _ in range(steps):
            page.keyboard.press("ArrowRight")

    def _reach(self, page: Page, target: str) -> str:
        """Tab to it, and what it is: a box, what leads elsewhere, or what opens or takes text."""
        wanted = page.locator(target).first
        wanted.wait_for()
        found = wanted.element_handle()
        if page.evaluate("document.activeElement === document.body"):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.skip')"):  # it skips the bar
                page.keyboard.press("Enter")
        for _ in range(page.evaluate(f"({ALL})().length")):  # beyond lies the browser
            if found.evaluate("each => each === document.activeElement"):
                return str(found.evaluate(KIND))
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not come to {target}")


def out_of_reach(page: Page) -> list[str]:
    """Controls of a page that Tab does not come to, going once through all of it."""
    count = page.evaluate(f"""() => {{
      window.reached = new Set();
      addEventListener('focusin', event => window.reached.add(event.target));
      document.activeElement?.blur();
      return ({ALL})().length;
    }}""")
    for _ in range(count):  # and no more: beyond the last lies the browser, which does not answer
        page.keyboard.press("Tab")
    missed: list[str] = page.evaluate(f"""() => ({CONTROLS})()
      .filter(each => !window.reached.has(each)).map(each => each.outerHTML.slice(0, 120))""")
    return missed

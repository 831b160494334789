"""A command as typed: what can be given once is not given twice."""

from collections import Counter

import typer
from typer.core import TyperCommand

from longtin.errors import LongtinError

LAST_COUNTS = "--lang"
"""May be given before a command, as by an alias of the shell, and again behind it."""


class StrictCommand(TyperCommand):
    """A command that takes no option twice: of two values one would be dropped unsaid."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the words typed.

        Raises:
            LongtinError: An option that takes one value is given several.
        """
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter(given).items():
            takes_one = getattr(option, "is_flag", True) is False and not option.multiple
            if times > 1 and takes_one and LAST_COUNTS not in option.opts:
                raise LongtinError(
                    "{option} is given {n} times, and takes one value. Give it once. See "
                    "`{path} --help`.",
                    option=option.opts[0],
                    n=times,
                    path=ctx.command_path,
                )
        return super().parse_args(ctx, args)

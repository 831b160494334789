"""Values and files that a form sent, all of them or none."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from http import HTTPStatus

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from longtin.errors import LongtinError
from longtin.web.visit import Upload, plain_name

LONGEST_VALUE = 10_000_000
"""Bytes of a value that is no file."""

WITH_FILES = "multipart/form-data"
"""How a form with files says that it is sent."""


async def sent_values(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """What a form sent: values and files; of one name several times, a line each.

    Of several files of one name the second is called `NAME 2`, and so on.

    Raises:
        LongtinError: It ends before its last boundary.
    """
    if request.method != "POST":
        return {}, {}
    form: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    sent = await _sent(request)
    try:
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    nth = 1 + sum(each.partition(" ")[0] == name for each in files)
                    called = f"{name} {nth}" if nth > 1 else name
                    files[called] = Upload(plain_name(value.filename), await value.read())
            else:
                form.setdefault(name, []).append(value.replace("\r\n", "\n"))
    finally:
        await sent.close()
    return {name: "\n".join(lines) for name, lines in form.items()}, files


async def _sent(request: Request) -> FormData:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != WITH_FILES:
        return await request.form(max_part_size=LONGEST_VALUE)
    async with aclosing(request.stream()) as stream:
        parser = WholeFormParser(request.headers, stream, max_part_size=LONGEST_VALUE)
        try:
            return await parser.parse()
        except MultiPartException as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST, error.message) from error


class WholeFormParser(MultiPartParser):
    """Reads a form with files, and refuses one whose last boundary never came (RFC 2046, 5.1.1).

    Without it there is no telling how much is missing: of a file, or of what is to be done with it.
    """

    is_whole = False

    def on_end(self) -> None:
        """The last boundary came."""
        self.is_whole = True

    async def parse(self) -> FormData:
        """All that was sent.

        Raises:
            LongtinError: It ends before its last boundary.
        """
        self.stream = self._to_its_end(self.stream)
        return await super().parse()

    async def _to_its_end(self, pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """What arrives; the refusal comes from here, where files begun are closed for it."""
        async for piece in pieces:
            yield piece
        if not self.is_whole:
            raise LongtinError(
                "What you sent broke off before its end, and nothing of it was kept. Go back and "
                "send it once more."
            )

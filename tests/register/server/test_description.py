"""The API is as its description says: whatever may be sent, and whatever may not."""

from collections.abc import Iterator

import pytest

from longtin.register import server
from tests.register.server.api_cases import asked, operations
from tests.register.server.conftest import Office, opened_office

CASES = 2
"""Cases of each address and kind; `python benchmarks/register_api.py` asks many more."""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A register that is in no haste, asked under the name that the tool gives it."""
    folder = tmp_path_factory.mktemp("described")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setattr("tests.register.server.conftest.HOST", "testserver")
        with opened_office(folder / "reg", limits=server.ServerLimits(1e6, 1e6)) as found:
            yield found


def test_every_answer_is_as_described(described: Office) -> None:
    """Status, type and shape; no fault of the server; what is not described is refused."""
    headers = {"authorization": f"Bearer {described.tokens['secretariat']}"}

    counted = {name: asked(each, CASES, headers) for name, each in operations(described.client.app)}

    assert len(counted) == 15
    assert min(counted.values()) >= 1

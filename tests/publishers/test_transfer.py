"""`Web`: goes on where it was cut off, waits when asked to, and keeps what it cannot finish."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from longtin.errors import FetchError, OutOfReachError, OutputError
from longtin.publishers import update
from longtin.publishers.transfer import MOST_TRIES, Web
from tests.publishers.server import Answer, DataverseFile, PublisherServer
from tests.publishers.test_update import CONTENT, POLECAT, STORE, WEEK, states

LONG = bytes(range(256)) * 4000


@pytest.fixture
def waits() -> list[float]:
    """The pauses that were made, in seconds."""
    return []


@pytest.fixture
def web(waits: list[float]) -> Iterator[Web]:
    """A web whose pauses take no time."""
    with Web(waits.append) as opened:
        yield opened


def ranges(server: PublisherServer) -> list[str | None]:
    """Where each request asked to begin."""
    return [each.range for each in server.asked]


class TestBrokenTransfers:
    """Lines break; a gigabyte is not begun again for that."""

    def test_go_on_from_where_they_were_cut(
        self, server: PublisherServer, web: Web, waits: list[float], tmp_path: Path
    ) -> None:
        """Twice broken, and whole in the end."""
        server.files["/f"] = LONG
        server.answers["/f"] = [Answer(bytes=300_000), Answer(bytes=200_000)]
        part = tmp_path / "part"

        web.fetch(f"{server.url}/f", part, len(LONG))

        first, second, third = ranges(server)
        assert (first, second) == (None, "bytes=300000-")
        assert third == "bytes=500000-"
        assert part.read_bytes() == LONG
        assert waits == [1.0, 1.0]

    def test_go_on_in_the_next_run(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """What came before the line went down is not fetched a second time."""
        server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT))
        server.answers[STORE] = [Answer(bytes=1000), *[Answer(503)] * MOST_TRIES]

        report = update("polecat", save=tmp_path, own=own, wait=lambda _: None)
        server.asked.clear()
        again = update("polecat", save=tmp_path, own=own)

        assert states(report) == [("new", "waiting")]
        assert isinstance(report.stopped, OutOfReachError)
        assert report.wants_a_look
        assert states(again) == [("new", "saved")]
        assert [each.range for each in server.asked if each.path == STORE] == ["bytes=1000-"]
        assert (tmp_path / WEEK).read_bytes() == CONTENT

    def test_begin_again_where_a_server_knows_no_ranges(
        self, server: PublisherServer, web: Web, tmp_path: Path
    ) -> None:
        """It answers with the whole file, which must not be put behind its own beginning."""
        server.files["/f"] = LONG
        server.whole_only.add("/f")
        server.answers["/f"] = [Answer(bytes=300_000)]

        web.fetch(f"{server.url}/f", tmp_path / "part", len(LONG))

        assert (tmp_path / "part").read_bytes() == LONG

    @pytest.mark.parametrize("size", [len(LONG), None])
    def test_know_a_file_that_is_whole_already(
        self, size: int | None, server: PublisherServer, web: Web, tmp_path: Path
    ) -> None:
        """A process may end between the last byte and the import."""
        server.files["/f"] = LONG
        (tmp_path / "part").write_bytes(LONG)

        web.fetch(f"{server.url}/f", tmp_path / "part", size)

        assert (tmp_path / "part").read_bytes() == LONG
        assert len(server.asked) == (0 if size else 1)

    def test_begin_again_where_the_beginning_is_of_another_file(
        self, server: PublisherServer, web: Web, tmp_path: Path
    ) -> None:
        """Longer than what the server has: it cannot be its beginning."""
        server.files["/f"] = LONG
        (tmp_path / "part").write_bytes(LONG + b"more")

        web.fetch(f"{server.url}/f", tmp_path / "part", len(LONG))

        assert (tmp_path / "part").read_bytes() == LONG


class TestBusyServers:
    """A server that asks for time gets it."""

    def test_are_given_the_seconds_they_ask_for(
        self, server: PublisherServer, web: Web, waits: list[float], tmp_path: Path
    ) -> None:
        """429 with Retry-After in seconds, then 503 with a moment beside the server's clock."""
        server.files["/f"] = LONG
        until = {"Retry-After": "Sun, 29 Nov 2026 22:01:30 GMT"}
        server.answers["/f"] = [Answer(429, {"Retry-After": "7"}), Answer(503, until)]

        web.fetch(f"{server.url}/f", tmp_path / "part", len(LONG))

        assert waits == [7.0, 90.0]
        assert (tmp_path / "part").read_bytes() == LONG

    def test_are_asked_after_ever_longer_pauses_where_they_do_not_say(
        self, server: PublisherServer, web: Web, waits: list[float], tmp_path: Path
    ) -> None:
        """And in the end left alone."""
        server.answers["/f"] = [Answer(500)] * 20

        with pytest.raises(OutOfReachError, match=r"cannot be reached \(HTTP 500\), after 5"):
            web.fetch(f"{server.url}/f", tmp_path / "part")

        assert waits == [2.0, 4.0, 8.0, 16.0]
        assert len(server.asked) == MOST_TRIES

    def test_that_ask_for_an_hour_are_left_alone(
        self, server: PublisherServer, web: Web, waits: list[float], tmp_path: Path
    ) -> None:
        """A desk officer is told when to come back."""
        server.answers["/f"] = [Answer(429, {"Retry-After": "3600"})]

        with pytest.raises(OutOfReachError, match="asks for a pause of 60 minutes"):
            web.fetch(f"{server.url}/f", tmp_path / "part")

        assert waits == []

    def test_that_are_not_there_are_said_to_be_so(self, web: Web, tmp_path: Path) -> None:
        """No line, no server: what to check, and the way without internet."""
        with pytest.raises(OutOfReachError, match=r"cannot be reached .*--mirror"):
            web.fetch("http://127.0.0.1:9/f", tmp_path / "part")


class TestWhatCame:
    """What came is held against what was listed."""

    def test_a_wrong_checksum_is_refused_after_a_second_attempt(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Nothing of it reaches the record, and nothing stays."""
        server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT, checksum="0" * 32))

        report = update("polecat", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("new", "failed")]
        assert "another checksum than its publisher lists" in str(report.files[0].problem)
        assert server.paths().count(STORE) == 2
        assert not (tmp_path / "my.duckdb").exists()
        assert list(tmp_path.rglob("ngecEvents*")) == []

    def test_a_checksum_that_is_right_the_second_time_will_do(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """A proxy spoilt it on the way."""
        server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT))
        sum12 = DataverseFile(11, WEEK, CONTENT).json()["dataFile"]["md5"][:12]  # type: ignore[index]
        (tmp_path / f".{WEEK}.{sum12}").write_bytes(b"spoilt" * 10)

        report = update("polecat", save=tmp_path, own=own)

        assert states(report) == [("new", "saved")]
        assert [each.range for each in server.asked if each.path == STORE] == ["bytes=60-", None]

    def test_another_size_is_refused(
        self, server: PublisherServer, web: Web, tmp_path: Path
    ) -> None:
        """The publisher's list is older than its file, or a page came in its place."""
        server.files["/f"] = b"<html>Sign in</html>"

        with pytest.raises(FetchError, match="20 bytes came where the publisher lists 5"):
            web.fetch(f"{server.url}/f", tmp_path / "part", 5)

        assert not (tmp_path / "part").exists()

    def test_a_file_shorter_than_listed_ends(
        self, server: PublisherServer, web: Web, tmp_path: Path
    ) -> None:
        """It is not asked for what it does not have for ever."""
        server.files["/f"] = LONG

        with pytest.raises(FetchError, match="bytes came where the publisher lists"):
            web.fetch(f"{server.url}/f", tmp_path / "part", len(LONG) + 10)

        assert len(server.asked) == 2

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
    def test_a_full_disk_is_said_in_words(self, server: PublisherServer, web: Web) -> None:
        """By the system's own refusal to write."""
        server.files["/f"] = LONG

        with pytest.raises(OutputError, match=r"No space left on device.*Make room"):
            web.fetch(f"{server.url}/f", Path("/dev/full"), len(LONG))


class TestProxies:
    """Offices reach the world through proxies, which the environment names."""

    def test_are_honoured(
        self, server: PublisherServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """The publisher itself need not be in reach."""
        monkeypatch.setenv("HTTP_PROXY", server.url)
        server.files["/f"] = LONG

        with Web() as web:
            web.fetch("http://publisher.invalid/f", tmp_path / "part", len(LONG))

        assert (tmp_path / "part").read_bytes() == LONG
        assert [each.proxied for each in server.asked] == [True]

    def test_are_left_out_where_the_environment_says_so(
        self, server: PublisherServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """A mirror in the house is asked directly."""
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        server.files["/f"] = LONG

        with Web() as web:
            web.fetch(f"{server.url}/f", tmp_path / "part", len(LONG))

        assert [each.proxied for each in server.asked] == [False]


@pytest.mark.parametrize("place", ["/round", "ftp://publisher.invalid/f"])
def test_an_address_that_leads_nowhere_is_said(
    place: str, server: PublisherServer, web: Web, waits: list[float], tmp_path: Path
) -> None:
    """Round in a circle, or out of the web; neither is better after a pause."""
    server.answers["/round"] = [Answer(302, {"Location": place})] * 50

    with pytest.raises(FetchError, match="this address leads nowhere"):
        web.fetch(f"{server.url}/round", tmp_path / "part")

    assert waits == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_a_certificate_that_nobody_knows_is_told_apart_and_may_be_named(
    server: PublisherServer,
    web: Web,
    waits: list[float],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Offices look into what passes, with a certificate of their own."""
    key, known = tmp_path / "key.pem", tmp_path / "certificate.pem"
    asked = "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=127.0.0.1"
    more = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", known)
    subprocess.run(["openssl", *asked.split(), *more], check=True, capture_output=True)
    server.behind_certificate(key, known)
    server.files["/f"] = LONG
    url = server.url.replace("http:", "https:")

    with pytest.raises(FetchError, match=r"does not trust the certificate.*SSL_CERT_FILE"):
        web.fetch(f"{url}/f", tmp_path / "part", len(LONG))
    monkeypatch.setenv("SSL_CERT_FILE", str(known))
    with Web() as trusting:
        trusting.fetch(f"{url}/f", tmp_path / "part", len(LONG))

    assert waits == []
    assert (tmp_path / "part").read_bytes() == LONG

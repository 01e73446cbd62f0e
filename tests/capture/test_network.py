"""Other machines, played by a network that never leaves this process."""

import ssl
import time
from collections.abc import Callable

import httpcore
import pytest

from onrecord.capture.limits import Patience
from onrecord.capture.urls import fetch
from onrecord.core.errors import FetchFailed, RefusedAddress


class Wire(httpcore.NetworkBackend):
    """A network that answers every connection with the same bytes and remembers who was connected to."""

    def __init__(self, answer: bytes, dead: tuple[str, ...] = ()) -> None:
        self.answer = answer
        self.dead = dead
        self.connected: list[str] = []
        self.tls_names: list[str | None] = []

    def connect_tcp(self, host: str, *args: object, **kwargs: object) -> httpcore.NetworkStream:
        self.connected.append(host)
        if host in self.dead:
            raise httpcore.ConnectTimeout
        return _WireStream(self)


class _WireStream(httpcore.NetworkStream):
    def __init__(self, wire: Wire) -> None:
        self.wire, self.rest = wire, wire.answer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        part, self.rest = self.rest[:max_bytes], self.rest[max_bytes:]
        return part

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    def close(self) -> None:
        pass

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.wire.tls_names.append(server_hostname)
        return self


FOUND = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"


def moved(to: str) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + to.encode() + b"\r\nContent-Length: 0\r\n\r\n"


def names(**table: list[str]) -> Callable[[str, int], list[str]]:
    return lambda host, port: table[host.split(".")[0]]


def test_a_name_with_a_private_address_is_refused_unconnected() -> None:
    wire = Wire(FOUND)
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.9"):
        fetch("http://inner.example/", resolve=names(inner=["10.0.0.9"]), network=wire)
    assert wire.connected == []


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "//0x7f.1/",
        "http://inner.example/",
        "http://[::1]/",
        "file:///etc/hosts",
        "http://a:b@c.example/",
    ],
)
def test_a_redirect_is_checked_like_any_address(to: str) -> None:
    wire = Wire(moved(to))
    resolve = names(outer=["9.9.9.9"], inner=["192.168.0.4"])
    with pytest.raises(RefusedAddress):
        fetch("http://outer.example/", resolve=resolve, network=wire)
    assert wire.connected == ["9.9.9.9"]


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to() -> None:
    answers = [["9.9.9.9"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    wire = Wire(FOUND)
    assert fetch("https://outer.example/", resolve=rebinding, network=wire).body == b"OK"
    assert (asked, wire.connected) == (["outer.example"], ["9.9.9.9"])
    assert wire.tls_names == ["outer.example"]


def test_a_second_connection_is_checked_anew() -> None:
    answers = iter([["9.9.9.9"], ["127.0.0.1"]])
    wire = Wire(moved("http://outer.example/again"))
    with pytest.raises(RefusedAddress):
        fetch("http://outer.example/", resolve=lambda host, port: next(answers), network=wire)
    assert wire.connected == ["9.9.9.9"]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    wire = Wire(FOUND, dead=("2606:4700::1",))
    resolve = names(outer=["2606:4700::1", "9.9.9.9"])
    assert fetch("http://outer.example/", resolve=resolve, network=wire).body == b"OK"
    assert wire.connected == ["2606:4700::1", "9.9.9.9"]


def test_no_address_answers() -> None:
    with pytest.raises(FetchFailed, match="time limit"):
        fetch(
            "http://outer.example/", resolve=names(outer=["9.9.9.9"]), network=Wire(FOUND, dead=("9.9.9.9",))
        )


def test_the_total_time_counts_over_redirects(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]

    def tick() -> float:
        clock[0] += 5.0
        return clock[0]

    monkeypatch.setattr(time, "monotonic", tick)
    with pytest.raises(FetchFailed, match="time limit"):
        fetch(
            "http://outer.example/",
            resolve=names(outer=["9.9.9.9"]),
            network=Wire(moved("/again")),
            patience=Patience(total=40),
        )


def test_what_is_no_http_is_no_traceback() -> None:
    with pytest.raises(FetchFailed, match="could not be fetched"):
        fetch(
            "http://outer.example/",
            resolve=names(outer=["9.9.9.9"]),
            network=Wire(b"220 mail.example ready\r\n"),
        )

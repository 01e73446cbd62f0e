"""WARC files made in memory, record by record."""

from __future__ import annotations

HTML = b"<!doctype html><title>Bridge</title><p>Mira Holt said it would open.</p>"


def record(
    block: bytes,
    url: str | None = "https://bell.example/1",
    *,
    kind: str = "response",
    type: str = "application/http; msgtype=response",
    date: str = "2024-05-10T08:00:00Z",
) -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: {date}\r\n"
    if url is not None:
        head += f"WARC-Target-URI: {url}\r\n"
    head += f"Content-Type: {type}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes = HTML, *fields: str, status: str = "200 OK", type: str | None = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {type}"] if type else []), *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(body: bytes = HTML, *fields: str, url: str = "https://bell.example/1") -> bytes:
    return record(http(body, *fields), url)

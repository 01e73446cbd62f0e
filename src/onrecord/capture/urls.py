"""A page from a URL: fetched with limits on time, size and redirects, and never from a private address.

Proxies named in the environment (``HTTP_PROXY`` and the like) are not used: a proxy would resolve the
name itself and connect where no check of ours can see. A certificate file named in ``SSL_CERT_FILE`` is.
There are no retries: a page that fails is named, and the same command can be run again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from onrecord.capture.addresses import Resolve, system_resolve
from onrecord.capture.limits import DEFAULT_MAX_BYTES, MAX_REDIRECTS, Patience, too_large
from onrecord.core.errors import FetchFailed, InputError, RefusedAddress

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

__all__ = ["Fetched", "fetch", "is_url"]

USER_AGENT = "onrecord (reads who said what on news pages)"
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_URL = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")
_SAVE = "open it in a browser, save the page and give the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent.

    Args:
        body: the bytes, still packed if they came packed.
        url: the address they came from, after redirects.
        media_type: the type from the Content-Type header, in lower case.
        encoding: the charset from the same header.
        fetched: when, in UTC.
    """

    body: bytes
    url: str
    media_type: str | None
    encoding: str | None
    fetched: datetime


def is_url(name: str) -> bool:
    """Whether an input is a URL of any scheme and not a path.

    >>> is_url("HTTPS://example.org/"), is_url("ftp://example.org/"), is_url("C:/page.html")
    (True, True, False)
    """
    return _URL.match(name) is not None


def fetch(
    url: str,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    allow_private: bool = False,
    patience: Patience | None = None,
    resolve: Resolve | None = None,
    network: httpcore.NetworkBackend | None = None,
) -> Fetched:
    """Fetch one URL over HTTP or HTTPS.

    Args:
        url: the address.
        max_bytes: the limit in bytes, as sent; unpacking has its own check.
        allow_private: fetch from private, loopback and link-local addresses too.
        patience: the time limits.
        resolve: asked for the addresses of a name; the system's resolver by default.
        network: makes the connections to addresses that were checked; tests hand in their own.

    Raises:
        RefusedAddress: not http(s), with a user name or password, or an address that is not public, here or
            after a redirect.
        TooLarge: more than ``max_bytes``.
        FetchFailed: no answer, too slow, broken off, too many redirects, or a status other than 2xx.
    """
    import httpcore

    from onrecord.capture.network import CheckedNetwork

    patience = patience or Patience()
    checked = CheckedNetwork(
        patience=patience, resolve=resolve or system_resolve, allow_private=allow_private, inner=network
    )
    times = {"connect": patience.connect, "read": patience.read, "write": patience.read, "pool": None}
    address = _parse(url)
    with httpcore.ConnectionPool(ssl_context=_ssl_context(), network_backend=checked) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = _get(pool, address, times, max_bytes)
            except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise _failed(str(address), error) from error
            if isinstance(answer, Fetched):
                return answer
            address = answer
    raise FetchFailed(f"{url} was sent on more than {MAX_REDIRECTS} times", remedy=_SAVE)


@cache
def _ssl_context() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context()


def _parse(url: str, base: httpx.URL | None = None) -> httpx.URL:
    import httpx

    try:
        address = base.join(url) if base is not None else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddress(f"{url} is not a well-formed URL", remedy="check the address") from error
    if address.scheme not in ("http", "https"):
        raise RefusedAddress(
            f"{url} is not an http or https URL", remedy="fetch it by other means and give the file"
        )
    # raw_host: decoding a broken xn-- name would raise
    if not address.raw_host:
        raise RefusedAddress(f"{url} names no host", remedy="check the address")
    if address.port is not None and address.port > 0xFFFF:
        raise RefusedAddress(f"{url} names no port there is", remedy="check the address")
    if address.userinfo:
        # Not shown: the password would end up in logs.
        raise RefusedAddress(
            f"the URL of {address.raw_host.decode()} carries a user name or password",
            remedy="leave them out, or save the page and give the file",
        )
    return address


def _get(
    pool: httpcore.ConnectionPool, url: httpx.URL, times: dict[str, float | None], max_bytes: int
) -> Fetched | httpx.URL:
    """Send one request: the page, or the address it was sent on to."""
    import httpcore
    import httpx

    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    request = [("Host", url.netloc.decode("ascii")), *_HEADERS.items()]
    with pool.stream("GET", target, headers=request, extensions={"timeout": times}) as response:
        headers = httpx.Headers(response.headers)
        if response.status in _REDIRECTS and "location" in headers:
            return _parse(headers["location"], base=url)
        if not 200 <= response.status < 300:
            raise _bad_status(str(url), response.status)
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > max_bytes:
                raise too_large(str(url), max_bytes)
    _check_coding(str(url), headers.get("content-encoding", ""))
    media_type, encoding = _content_type(headers.get("content-type"))
    return Fetched(
        body=bytes(body), url=str(url), media_type=media_type, encoding=encoding, fetched=datetime.now(UTC)
    )


def _content_type(header: str | None) -> tuple[str | None, str | None]:
    from email.message import Message

    if header is None:
        return None, None
    message = Message()
    message["content-type"] = header
    return message.get_content_type(), message.get_content_charset()


def _check_coding(url: str, coding: str) -> None:
    # gzip is told by its magic bytes, as everywhere; nothing else was asked for.
    unknown = {c.strip().lower() for c in coding.split(",")} - {"", "gzip", "x-gzip", "identity"}
    if unknown:
        raise FetchFailed(
            f"{url} came packed as {', '.join(sorted(unknown))}, which was not asked for", remedy=_SAVE
        )


def _bad_status(url: str, status: int) -> InputError:
    if status in (404, 410):
        return FetchFailed(f"{url} does not exist (status {status})", remedy="check the address")
    if status in (401, 402, 403, 407, 451):
        return FetchFailed(f"{url} is not open to everyone (status {status})", remedy=_SAVE)
    if status == 429 or status >= 500:
        return FetchFailed(f"{url} was not served (status {status})", remedy="try again later")
    return FetchFailed(f"{url} answered with status {status}", remedy=_SAVE)


def _failed(url: str, error: Exception) -> FetchFailed:
    import httpcore

    if isinstance(error, httpcore.TimeoutException):
        return FetchFailed(
            f"{url} did not answer within the time limit", remedy="try again later, or " + _SAVE
        )
    reason = " ".join(str(error).split()) or type(error).__name__
    return FetchFailed(
        f"{url} could not be fetched ({reason})", remedy="check the address and the connection to the network"
    )

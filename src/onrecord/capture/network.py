"""The network as a fetch sees it: connections only to checked addresses, and only until a deadline.

The check sits where the connection is made. A name is resolved once, its addresses are checked, and one of
those very addresses is connected to; a name server that answers differently the second time is never asked
a second time. The Host header and the name in the TLS handshake stay those of the URL.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable

import httpcore

from onrecord.capture.addresses import Resolve, checked
from onrecord.capture.limits import Patience

__all__ = ["CheckedNetwork"]


class CheckedNetwork(httpcore.NetworkBackend):
    """A network backend for httpcore that connects to no address it has not checked.

    Args:
        patience: its time limits; the total runs from now.
        resolve: asked for the addresses of a name, once a connection.
        allow_private: let any address pass.
        inner: makes the connections; tests hand in their own.
    """

    def __init__(
        self,
        *,
        patience: Patience,
        resolve: Resolve,
        allow_private: bool,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = _Deadline(patience.total)
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            RefusedAddress: one of its addresses must not be connected to.
            FetchFailed: it has no address.
            httpcore.ConnectError, httpcore.ConnectTimeout: none answers.
        """
        addresses = checked(host, port, resolve=self._resolve, allow_private=self._allow_private)
        last: Exception | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _TimedStream(stream, self._deadline)
        raise last or httpcore.ConnectError(f"no address for {host}")


class _Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Seconds that the next wait may take: those asked for, or those left if they are fewer."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole fetch is over")
        return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which the deadline is looked at before every wait."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

"""Where a page came from, as its result tells it."""

from __future__ import annotations

import hashlib
from datetime import UTC

from onrecord.core.values import Capture, Source

__all__ = ["source_of"]


def source_of(capture: Capture) -> Source:
    """Name, digest and time of a capture; the time in UTC, as ISO 8601 with a Z."""
    moment = capture.captured and capture.captured.astimezone(UTC).isoformat(timespec="seconds")
    return Source(
        name=capture.name,
        sha256=hashlib.sha256(capture.data).hexdigest(),
        captured=moment.replace("+00:00", "Z") if moment else None,
    )

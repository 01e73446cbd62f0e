"""From bytes to text: the same code points in the same order, whatever the page says its encoding is.

The order of trust: a byte order mark; the bytes themselves, if they are UTF-8; what is declared (the HTTP
header, then the page); a guess from the bytes. Names of encodings mean what they mean on the web, where
``iso-8859-1`` is windows-1252.

Source: the WHATWG Encoding Standard, through ``webencodings``. It departs from that standard where a page
declares something else and is valid UTF-8: such a declaration is almost always wrong.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.core.errors import BinaryInput, EmptyInput
from onrecord.core.values import Capture

__all__ = ["Decoded", "decode"]

_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF file", "save the article as HTML or text"),
    (b"\x89PNG", "an image", "give the page and not its picture"),
    (b"\xff\xd8\xff", "an image", "give the page and not its picture"),
    (b"GIF8", "an image", "give the page and not its picture"),
    (b"PK\x03\x04", "a ZIP file or an office document", "unpack it, or save the document as HTML or text"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as HTML or text"),
    (b"\x7fELF", "a program", "give saved HTML or plain text"),
    (b"SQLite format 3\0", "a database", "give saved HTML or plain text"),
    (b"BZh", "a packed file", "unpack it first"),
    (b"\xfd7zXZ\0", "a packed file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a packed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file", "unpack it first"),
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MAX_CONTROLS_IN_UTF8 = 0.3
"""Share of control bytes over which even valid UTF-8 is no text; NUL between all words stays under it."""
_MAX_CONTROLS = 0.05
"""The same for bytes that are not UTF-8; random bytes have 0.11."""

_MARKS_IN_7_BITS = {"utf-16": b"\0", "iso2022": b"\x1b"}
"""Encodings whose bytes can pass for UTF-8, and a byte without which a text is not in them."""

_NO_TEXT = ("replacement", "x-user-defined")
"""The standard's names for what must not be decoded, and for bytes dressed up as text."""

_DECLARATIONS = (
    re.compile(rb"(?i)<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)"),
    re.compile(rb"(?i)<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)"),
)
_HEAD = 8192
_GUESS_FROM = 1 << 16


@dataclass(frozen=True, slots=True)
class Decoded:
    """A capture's text, unchanged but for a byte order mark, and what a user should know about it."""

    text: str
    notices: tuple[str, ...] = ()


def decode(capture: Capture) -> Decoded:
    """Decode a capture's bytes.

    Nothing is changed: line ends and NUL characters stay. One byte order mark at the start is dropped (a
    text from JSON Lines keeps it: its code points were given as they are). Bytes that are broken become
    U+FFFD and a notice says how many.

    Raises:
        BinaryInput: the bytes are no text.
        EmptyInput: there is nothing but white space.

    >>> decode(Capture(data="“Où ?”".encode("cp1252"), name="a", format="text", encoding="iso-8859-1"))
    Decoded(text='“Où ?”', notices=())
    """
    decoded = Decoded(capture.data.decode("utf-8")) if capture.id is not None else _decode(capture)
    if not decoded.text.strip():
        raise EmptyInput(
            f"{capture.name} holds nothing but white space", remedy="give a page with an article"
        )
    return decoded


def _decode(capture: Capture) -> Decoded:
    data = capture.data
    for magic, what, remedy in _BINARY:
        if data.startswith(magic):
            raise BinaryInput(f"{capture.name} is {what}", remedy=remedy)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(replace(capture, data=data[len(bom) :]), encoding)
    return _unmarked(capture)


def _marked(capture: Capture, encoding: str) -> Decoded:
    """Decode what stood behind a byte order mark."""
    decoded = _replaced(capture.data, encoding)
    if not decoded.notices:
        return decoded
    if encoding == "utf-8":  # an editor or a script may have put the mark before a text of another encoding
        return _unmarked(capture)
    if decoded.text.count("\ufffd") * 20 > len(decoded.text):
        raise BinaryInput(
            f"{capture.name} is not the {encoding} that its first bytes say it is",
            remedy="give saved HTML or plain text",
        )
    return decoded


def _unmarked(capture: Capture) -> Decoded:
    data = capture.data
    seven_bits = _in_7_bits(capture)
    if seven_bits is not None:
        return seven_bits
    try:
        text, most = data.decode("utf-8"), _MAX_CONTROLS_IN_UTF8
    except UnicodeDecodeError:
        text, most = None, _MAX_CONTROLS_IN_UTF8 if _is_broken_utf8(data) else _MAX_CONTROLS
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) * most:
        raise BinaryInput(
            f"{capture.name} is full of control characters, as no text is",
            remedy="give saved HTML or plain text",
        )
    return Decoded(text) if text is not None else _decode_legacy(capture)


def _in_7_bits(capture: Capture) -> Decoded | None:
    """Decode what would pass for UTF-8 and is not: UTF-16 without a mark, and ISO-2022."""
    names = list(_declared(capture))
    unmarked = _unmarked_utf16(capture.data)
    for name in [*names, *([unmarked] if unmarked else [])]:
        for family, mark in _MARKS_IN_7_BITS.items():
            if name.startswith(family) and mark in capture.data:
                try:
                    return Decoded(capture.data.decode(name).removeprefix("\ufeff"))
                except UnicodeDecodeError:
                    continue
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 by its NUL bytes: in most text every other byte is one, and those between are not."""
    head = data[:_HEAD]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _decode_legacy(capture: Capture) -> Decoded:
    """Decode bytes that are not valid UTF-8."""
    data = capture.data
    if _is_broken_utf8(data):
        return _replaced(data, "utf-8")
    for name in _declared(capture):
        if name.startswith(("utf-", *_MARKS_IN_7_BITS)):
            continue  # looked at before, and not so
        text = data.decode(name, "replace")
        # A few broken bytes do not make a declaration a lie.
        if text.count("\ufffd") * 20 <= _beyond_ascii(text):
            return _replaced(data, name)
    name = _guess(data)
    decoded = _replaced(data, name)
    notice = f"The encoding is not declared, or not the true one; the text was read as {_label(name)}."
    return Decoded(decoded.text, (notice, *decoded.notices))


def _declared(capture: Capture) -> Iterator[str]:
    """Python's names of the encodings declared, most trusted first, by the web's meaning of the labels."""
    import webencodings  # type: ignore[import-untyped]

    labels = [capture.encoding] if capture.encoding else []
    if capture.format == "html":
        head = re.sub(rb"(?s)<!--.*?-->", b"", capture.data[:_HEAD])
        labels += [m.group(1).decode("ascii", "replace") for p in _DECLARATIONS if (m := p.search(head))]
    for label in labels:
        encoding = webencodings.lookup(label.strip("\"' "))
        if encoding is not None and encoding.name not in _NO_TEXT:
            yield encoding.codec_info.name


def _label(codec: str) -> str:
    """Give the web's name of an encoding that Python has another name for."""
    import webencodings

    encoding = webencodings.lookup(codec.replace("_", "-"))
    return codec if encoding is None else str(encoding.name)


def _is_broken_utf8(data: bytes) -> bool:
    """Tell whether most of what is not ASCII is UTF-8: other encodings hardly ever look so by chance."""
    text = data.decode("utf-8", "replace")
    broken = _broken(data, text)
    return broken > 0 and _beyond_ascii(text) > 2 * broken


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _broken(data: bytes, text: str) -> int:
    return text.count("\ufffd") - data.count(b"\xef\xbf\xbd")


def _replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    broken = _broken(data, text) if encoding == "utf-8" else text.count("\ufffd")
    places = "1 place" if broken == 1 else f"{broken:,} places"
    return Decoded(text, (f"The text is not valid {encoding} in {places}; U+FFFD stands there.",))


def _guess(data: bytes) -> str:
    """Name the encoding that the bytes look most like; windows-1252 unless another is clearly better.

    windows-1252 is the web's default, and a detector can hardly tell accents from other accents. It can tell
    scripts, and is helped: accented letters stand alone among ASCII letters, those of other scripts together.
    """
    import charset_normalizer

    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else 0
    sample = data[max(0, start - 1024) : start + _GUESS_FROM]
    runs = re.findall(rb"[\x80-\xff]+", sample)
    together = sum(map(len, runs)) > 1.5 * len(runs)
    matches = charset_normalizer.from_bytes(
        sample, cp_isolation=[*_LATIN, *_OTHER_SCRIPTS] if together else _LATIN, preemptive_behaviour=False
    )
    best = matches.best()
    if best is None or (best.coherence == 0 and not together):
        return _LATIN[0]
    default = next((m for m in matches if _LATIN[0] in m.could_be_from_charset), None)
    if default is not None and default.chaos <= best.chaos and default.coherence > best.coherence - 0.1:
        return _LATIN[0]
    return best.encoding


_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2"]
_OTHER_SCRIPTS = [
    *("cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "cp874"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.capture import decode
from onrecord.core.errors import BinaryInput, EmptyInput
from onrecord.core.values import Capture, Format

FRENCH = "« Le pont ouvrira en été », a déclaré Mira Holt à la conférence, où l’on s’étonnait."
CZECH = "Most se otevře v květnu, řekla Mira Holtová. Žádný další odklad už nebude, dodala."
POLISH = (
    "Most zostanie otwarty w maju, powiedziała Mira Holt. Żadnych opóźnień już nie będzie, dodała burmistrz."
)
RUSSIAN = "Мост откроется в мае, заявила Мира Хольт на встрече с жителями города."
GREEK = "Η γέφυρα θα ανοίξει τον Μάιο, δήλωσε η Μίρα Χολτ στους κατοίκους."
JAPANESE = "橋は五月に開通すると、市長のミラ・ホルトさんは住民に語った。"
CHINESE = "市长米拉·霍尔特说,大桥将在五月开放,并感谢所有居民。"
KOREAN = "미라 홀트 시장은 다리가 오월에 열린다고 말했다."


def capture(data: bytes, format: Format = "text", encoding: str | None = None) -> Capture:
    return Capture(data=data, name="page", format=format, encoding=encoding)


def text_of(data: bytes, format: Format = "text", encoding: str | None = None) -> str:
    decoded = decode(capture(data, format, encoding))
    assert decoded.notices == ()
    return decoded.text


DECLARED = [
    (FRENCH, "iso-8859-1", "cp1252"),
    (FRENCH, "US-ASCII", "cp1252"),
    (FRENCH, "windows-1252", "cp1252"),
    (CZECH, "iso-8859-2", "iso8859-2"),
    (CZECH, "windows-1250", "cp1250"),
    (RUSSIAN, "koi8-r", "koi8-r"),
    (RUSSIAN, "windows-1251", "cp1251"),
    (GREEK, "iso-8859-7", "iso8859-7"),
    (JAPANESE, "Shift_JIS", "cp932"),
    (JAPANESE, "euc-jp", "euc-jp"),
    (JAPANESE, "iso-2022-jp", "iso2022-jp"),
    (CHINESE, "gb2312", "gb18030"),
    (KOREAN, "euc-kr", "cp949"),
    (FRENCH, "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("text", "label", "codec"), DECLARED)
def test_a_header_is_believed(text: str, label: str, codec: str) -> None:
    assert text_of(text.encode(codec), encoding=label) == text


@pytest.mark.parametrize(("text", "label", "codec"), DECLARED)
@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{}">',
        "<META CHARSET={}>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}" />',
        "<?xml version='1.0' encoding='{}'?><html>",
        "<!-- <meta charset=utf-16> --><meta name=a content=b><meta charset='{}'>",
    ],
)
def test_a_page_is_believed(text: str, label: str, codec: str, head: str) -> None:
    html = head.format(label) + f"<p>{text}</p>\r\n"
    assert text_of(html.encode(codec), "html") == html


def test_plain_text_declares_nothing() -> None:
    text = "<meta charset=koi8-r> " + FRENCH
    assert decode(capture(text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1251", "shift_jis", "no-such-thing", "rot13", "base64", "\x00", ""]
)
def test_a_lie_over_utf8_is_not_believed(label: str) -> None:
    assert text_of(FRENCH.encode(), encoding=label) == FRENCH


@pytest.mark.parametrize("label", ["utf-8", "utf-16", "no-such-thing", "iso-2022-jp", "unicode_escape", None])
def test_cp1252_under_a_lie_is_guessed_with_a_notice(label: str | None) -> None:
    decoded = decode(capture(FRENCH.encode("cp1252"), encoding=label))
    assert decoded.text == FRENCH
    assert len(decoded.notices) == 1 and "windows-1252" in decoded.notices[0]


@pytest.mark.parametrize("text", ["café", "“Rain,” said Zoë.", "x" * 5000 + " é à", "é said “x” " * 9])
def test_few_accents_are_the_webs_default(text: str) -> None:
    assert decode(capture(text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [(POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GREEK, "cp1253"), (KOREAN, "cp949")],
)
def test_other_letters_are_guessed_with_a_notice(text: str, codec: str) -> None:
    decoded = decode(capture(text.encode(codec)))
    assert decoded.text == text and decoded.notices


def test_the_header_comes_before_the_page_and_the_page_helps_out() -> None:
    html = f"<meta charset=koi8-r><p>{RUSSIAN}"
    assert text_of(html.encode("cp1251"), "html", "windows-1251") == html
    assert text_of(html.encode("koi8-r"), "html", "utf-8") == html


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@given(text=st.text(min_size=1).filter(str.strip))
def test_a_byte_order_mark_comes_before_all(codec: str, text: str) -> None:
    data = ("\ufeff" + text).encode(codec)
    assume(codec != "utf-16-le" or not data.startswith(codecs.BOM_UTF32_LE))
    assert text_of(data, encoding="koi8-r") == text


def test_only_one_mark_is_dropped() -> None:
    assert text_of("\ufeff\ufeffRain".encode()) == "\ufeffRain"
    assert text_of("Rain\ufeff".encode()) == "Rain\ufeff"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(codec: str) -> None:
    assert text_of((FRENCH + "\r\n" + FRENCH).encode(codec)) == FRENCH + "\r\n" + FRENCH


def test_a_mark_before_another_encoding_is_not_believed() -> None:
    assert decode(capture(codecs.BOM_UTF8 + FRENCH.encode("cp1252"))).text == FRENCH


def test_a_mark_with_a_few_broken_units_behind_it() -> None:
    raw = codecs.BOM_UTF16_LE + (FRENCH + "x").encode("utf-16-le") + b"\x00\xd8"
    decoded = decode(capture(raw))
    assert decoded.text == FRENCH + "x\ufffd"
    assert "1 place" in decoded.notices[0]


def test_a_mark_by_chance() -> None:
    with pytest.raises(BinaryInput, match="not the utf-16-le"):
        decode(capture(codecs.BOM_UTF16_LE + b"\x00\xd8" * 50 + b"rain" * 20))


def test_utf16_by_header() -> None:
    assert text_of((RUSSIAN + "\n").encode("utf-16-le"), encoding="utf-16") == RUSSIAN + "\n"
    assert text_of(b"<meta charset=utf-16><p>Rain.", "html") == "<meta charset=utf-16><p>Rain."


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["utf-8", "iso-8859-1", "shift_jis", None]))
def test_utf8_comes_back_unchanged(text: str, label: str | None) -> None:
    controls = sum((c < " " and c not in "\t\n\v\f\r\x1b") or c == "\x7f" for c in text)
    assume(controls == 0 and not text.startswith(("\ufeff", "GIF8", "BZh", "%PDF-", "PK")))
    assert text_of(text.encode(), encoding=label) == text


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "koi8-r", "iso8859-2", "cp932", "gb18030"])
@given(data=st.data())
def test_declared_text_comes_back_unchanged(codec: str, data: st.DataObject) -> None:
    letters = {
        "cp1252": FRENCH,
        "cp1251": RUSSIAN,
        "koi8-r": RUSSIAN,
        "iso8859-2": CZECH,
        "cp932": JAPANESE,
        "gb18030": CHINESE,
    }
    text = data.draw(st.text(alphabet=sorted({*letters[codec], *"\r\n\t ab<>\0"}), min_size=1, max_size=60))
    raw = text.encode(codec)
    assume(text.strip() and text.count("\0") * 20 < len(raw))
    # A few letters may by chance be valid UTF-8, which comes first.
    assume(raw.isascii() or raw.decode("utf-8", "ignore").isascii())
    assert (
        text_of(
            raw,
            encoding=codec.replace("iso8859", "iso-8859")
            .replace("cp12", "windows-12")
            .replace("cp932", "sjis"),
        )
        == text
    )


@given(st.text(alphabet="aé“—😀 ", min_size=1, max_size=200), st.integers(0, 200))
def test_broken_utf8_is_counted(text: str, at: int) -> None:
    raw = ("“été”" + text).encode()
    raw = raw[:8] + b"\xff" + raw[8:]
    decoded = decode(capture(raw, encoding="iso-8859-1" if at % 2 else None))
    assert decoded.text == "“été\ufffd”" + text
    assert decoded.text.count("\ufffd") == 1
    assert decoded.notices == ("The text is not valid utf-8 in 1 place; U+FFFD stands there.",)


def test_a_replacement_character_that_was_there_is_not_counted() -> None:
    decoded = decode(capture("é\ufffdé\ufffdé".encode() + b"\xc3 \xff"))
    assert decoded.text == "é\ufffdé\ufffdé\ufffd \ufffd"
    assert "in 2 places" in decoded.notices[0]


def test_a_few_broken_bytes_do_not_make_a_declaration_a_lie() -> None:
    raw = JAPANESE.encode("cp932") * 3 + b"\x85" + b" end"
    decoded = decode(capture(raw, encoding="shift_jis"))
    assert decoded.text == JAPANESE * 3 + "\ufffd end"
    assert "1 place" in decoded.notices[0]


def test_nothing_else_is_changed() -> None:
    text = "Rain\r\nfell\ron\n\n the\x00 \x0cbridge\u2028\u200f ‮é\x85 \U0001f600\t"
    assert text_of(text.encode()) == text


def test_nul_between_all_words_is_kept() -> None:
    text = "\0".join(["Mira", "Holt", "said", "the", "bridge", "would", "open"]) * 1000
    assert text_of(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0..", "image"),
        (b"GIF89a", "image"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x7fELF\x02\x01", "program"),
        (bytes(1000), "control characters"),
        (bytes(range(256)) * 40, "control characters"),
        (b"\x01\x02\x03 \x04\x05", "control characters"),
    ],
)
@pytest.mark.parametrize("encoding", [None, "utf-8", "iso-8859-1"])
def test_binary_is_refused(data: bytes, words: str, encoding: str | None) -> None:
    with pytest.raises(BinaryInput, match=words) as caught:
        decode(capture(data, encoding=encoding))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", "\ufeff \u00a0\u3000".encode("utf-16-le")]
)
@pytest.mark.parametrize("id", [None, "a"])
def test_nothing_but_white_space_is_empty(data: bytes, id: str | None) -> None:
    if id is not None:
        data = b" \n"
    with pytest.raises(EmptyInput, match="white space"):
        decode(Capture(data=data, name="page", format="text", id=id))


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "utf-16", "gbk", "iso-2022-jp", "x-user-defined", "replacement"]),
)
def test_no_bytes_give_a_traceback(data: bytes, label: str | None) -> None:
    formats: tuple[Format, ...] = ("html", "text")
    for format in formats:
        try:
            decoded = decode(capture(data, format, label))
        except (BinaryInput, EmptyInput):
            continue
        decoded.text.encode()  # no surrogates

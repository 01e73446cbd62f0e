import pytest

from onrecord.capture.forms import InputForm, form_by_name, form_by_type, is_json_object, looks_like
from onrecord.core.values import Format


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", "html"),
        ("A.HTM", "html"),
        ("a.xhtml", "html"),
        ("a.html.gz", "html"),
        ("b.txt", "text"),
        ("c.jsonl", "jsonl"),
        ("c.ndjson.gz", "jsonl"),
        ("d", "auto"),
        ("d.html.orig", "auto"),
        ("folder.html/d", "auto"),
        ("", "auto"),
        (".gz", "auto"),
    ],
)
def test_names(name: str, form: InputForm) -> None:
    assert form_by_name(name) == form


def test_media_types() -> None:
    assert form_by_type("application/xhtml+xml") == "html"
    assert form_by_type("application/xml") == form_by_type(None) == "auto"


@pytest.mark.parametrize(
    ("data", "hint", "form"),
    [
        (b"<!doctype html><title>Rain", "auto", "html"),
        (b"\xef\xbb\xbf\n <HTML lang=en>", "auto", "html"),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html>", "auto", "html"),
        (b"<!-- a --> <!-- b --><body>", "text", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "auto", "html"),
        ("<!DOCTYPE html>".encode("utf-16-be"), "auto", "html"),
        (b"<p>Rain.", "auto", "html"),
        (b"<article class=x>Rain.", "auto", "html"),
        (b"Rain <b>fell</b> and <i>fell</i>.", "auto", "html"),
        (b"<p>Rain.</p><p>Snow.</p>", "text", "text"),
        (b"Rain.", "html", "html"),
        (b"Rain fell <heavily> on <Mira>.", "auto", "text"),
        (b"<Mira> rain again</b>", "auto", "text"),
        (b"<pre-war bridge> closed", "auto", "text"),
        (b"The <html> tag", "auto", "text"),
        (b"", "auto", "text"),
    ],
)
def test_bytes(data: bytes, hint: InputForm, form: Format) -> None:
    assert looks_like(data, hint) == form


def test_many_comments_take_no_time() -> None:
    # Backtracking over the comments would not end in a lifetime.
    assert looks_like(b"<!---->" * 600 + b"Rain.") == "text"


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        (b'{"id": 1}\n', True),
        (b'\xef\xbb\xbf {"a": {}}', True),
        (b"{}", True),
        (b"[1]", False),
        (b'{"id": 1', False),
        (b"{said} she", False),
        (b"{not json}", False),
        (b'{"a": "\xff"}', False),
        (b'{"a":' + b"[" * 100_000 + b"}", False),
    ],
)
def test_json_objects(line: bytes, yes: bool) -> None:
    assert is_json_object(line) is yes

import subprocess
import sys

import pytest

from onrecord.page.language import detect

LONG = (
    "The harbour board said on Tuesday that the old crane would be taken down before winter, and that the "
    "town should not expect another. Members of the union had asked for more time. They have been told no."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LONG, "en"),
        ("“We will not wait,” said Ingrid Sørensen of Aalborg.", "en"),
        ("Anna Kowalczyk, Piotr Nowak and Grzegorz Wiśniewski were elected.", "en"),
        ("Lindqvist denied. Okafor agreed. Haraldsen walked out.", "en"),
        ("THE COUNCIL VOTED TO CLOSE THE BRIDGE.", "en"),
        ("Bürgermeisterin Olga Brandvik wies das zurück.", "de"),
        ("Le ministre a dit mardi que les impôts augmenteraient.", "fr"),
        ("Minister powiedział we wtorek, że podatki wzrosną.", "pl"),
        ("Министр сказал во вторник, что налоги вырастут.", "ru"),
        ("部长星期二表示税收将会增加。", "zh"),
    ],
)
def test_language_of_a_sentence(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "John Smith",
        "No comment.",
        "12345 67890 !!!",
        "\x00\x00",
        "Olga Brandvik, Pieter van Houten",
        "\ud800 \ud801",
    ],
)
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) is None


def test_english_quoted_in_german_is_german() -> None:
    german = "Der Stadtrat hat am Dienstag beschlossen, dass die alte Brücke bis zum Mai geschlossen bleibt. "
    assert detect(german * 4 + "„This is the end of it, and they have been told so“, sagte sie.") == "de"


def test_a_leading_line_of_figures_does_not_hide_the_text() -> None:
    assert detect("2024-05-09 | 12:30 | " * 1000 + LONG) == "en"


def test_plain_english_does_not_load_the_model() -> None:
    code = (
        "import sys; from onrecord.page.language import detect; "
        f"assert detect({LONG!r}) == 'en'; assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

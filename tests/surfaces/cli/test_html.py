"""The HTML document: escaped, self-contained, every link leads somewhere."""

import io
from collections import Counter
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from onrecord.core.errors import EmptyInput
from onrecord.core.values import Comment, Failure, Page, Statement
from onrecord.surfaces.cli.html import web_address, write_html

FAILURE = Failure(id="<i>empty</i>", error=EmptyInput("<i>empty</i> is empty", remedy="give a page"))


def written(*results: Page | Failure) -> str:
    out = io.StringIO()
    write_html(results, out)
    return out.getvalue()


def parsed(*results: Page | Failure) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(written(*results))


def text_of(element: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_it_has_the_article_word_for_word(page: Page) -> None:
    (article,) = parsed(page).xpath("//main/article")
    for number in article.xpath('.//a[@class="ref"]'):
        number.drop_tree()
    assert [p.text_content() for p in article.xpath("./p")] == page.text.split("\n")


def test_words_are_marked_with_what_they_are(page: Page) -> None:
    document = parsed(page)
    marked = {
        role: [text_of(a) for a in document.xpath(f'//main//a[contains(@class, "said") and {wanted}]')]
        for role, wanted in {
            "source": 'contains(@class, "source")',
            "cue": 'contains(@class, "cue")',
            "direct": 'contains(@class, " direct")',
            "to": 'contains(concat(@class, " "), " to ")',
            "via": 'contains(concat(@class, " "), " via ")',
        }.items()
    }
    assert marked == {
        "source": ["Nora Falk", "Falk", "she"],
        "cue": ["said", "told", "say"],
        "direct": ["“We are out of beds,”", "“and of staff.”"],
        "to": ["the council"],
        "via": ["the Ostrey Bell"],
    }


def test_every_link_within_the_document_leads_somewhere_and_no_id_is_double(page: Page) -> None:
    document = parsed(page, FAILURE, page)
    ids = Counter(document.xpath("//@id"))
    assert max(ids.values()) == 1
    links = [href for href in document.xpath("//a/@href") if href.startswith("#")]
    assert links
    assert {href[1:] for href in links} <= set(ids)


def test_statements_lead_to_their_speaker_and_back(page: Page) -> None:
    document = parsed(page)
    by_name = {text_of(li.xpath("./b")[0]): li for li in document.xpath('//ul[@class="speakers"]/li')}
    assert set(by_name) == {"Nora Falk", "Ole Brandt"}
    back = [href[1:] for href in by_name["Nora Falk"].xpath(".//a/@href")]
    assert len(back) == 3
    for key in back:
        (statement,) = document.xpath(f'//li[@id="{key}"]')
        assert f"#{by_name['Nora Falk'].get('id')}" in statement.xpath(".//a/@href")


def test_each_statement_is_listed_with_all_that_is_known(page: Page) -> None:
    told = [text_of(li) for li in parsed(page).xpath('//li[contains(@class, "statement")]')]
    assert told == [
        "1 Nora Falk “We are out of beds,” … “and of staff.” direct assertion cue said confidence 0.97",
        "2 Nora Falk , Ole Brandt that “one bed” stood empty"
        " mixed belief cue told to the council confidence 0.50",
        "3 no name for “she” when indirect assertion negated cue say via the Ostrey Bell confidence 0.20",
        "4 Nora Falk it is the roof indirect assertion cue said confidence 0.80",
    ]


def test_the_thread_is_nested_and_what_is_inferred_is_marked(page: Page) -> None:
    document = parsed(page)
    (answer,) = document.xpath('//li[@id="p1-c1"]//li[@id="p1-c2"]')
    byline = text_of(answer.xpath('.//p[@class="byline"]')[0])
    assert byline == "Tern name inferred place inferred uncivil 90 %: insult “fool”"
    assert "2 comments (the page itself says 3)" in written(page)


def test_a_deep_thread_closes_every_list_it_opens(page: Page) -> None:
    deep = tuple(Comment(n=n, parent=n - 1 or None, text=f"Word{n}.") for n in range(1, 60))
    shown = written(replace(page, comments=(*deep, Comment(n=60, text="Top."))))
    assert shown.count("<ol") == shown.count("</ol>")
    assert shown.count("<li") == shown.count("</li>")
    document = lxml_html.document_fromstring(shown)
    assert len(document.xpath('//li[starts-with(@id, "p1-c")]')) == 60
    assert document.xpath('//ol/li[@id="p1-c60"]')[0].getparent().getparent().tag == "section"


def test_overlapping_statements_show_every_word_once(page: Page) -> None:
    def say(start: int, end: int) -> Statement:
        return replace(page.statements[0], source=(), cue=(), content=((start, end),))

    crossed = replace(page, statements=(say(0, 60), say(40, 90), say(45, 50)))
    document = parsed(crossed)
    for number in document.xpath('//main//a[@class="ref"]'):
        number.drop_tree()
    assert [p.text_content() for p in document.xpath("//main//p")] == page.text.split("\n")
    assert document.xpath('//main//a[contains(@class, "nested")]')


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}\x00\u202e"


def test_whatever_a_page_holds_is_text(page: Page) -> None:
    statement = replace(
        page.statements[0], speaker=HOSTILE, source=((0, 8),), cue=((8, 12),), content=((12, len(HOSTILE)),)
    )
    comment = Comment(n=1, author=HOSTILE, date_iso=HOSTILE, text=HOSTILE, statements=(statement,))
    hostile = replace(
        page,
        id=HOSTILE,
        source=replace(page.source, name=HOSTILE, captured=HOSTILE),
        model=HOSTILE,
        url=f"javascript:{HOSTILE}",
        title=HOSTILE,
        outlet=HOSTILE,
        authors=(HOSTILE,),
        published=HOSTILE,
        language=HOSTILE,
        notices=(HOSTILE,),
        text=HOSTILE,
        article=(0, len(HOSTILE)),
        statements=(statement,),
        comments=(comment,),
    )
    shown = written(hostile, FAILURE)
    document = lxml_html.document_fromstring(shown)
    assert not document.xpath("//script | //img | //i[text()='empty'] | //@onerror")
    assert "{{ 7*7 }}" in document.xpath("//title/text()")[0]
    assert "\x00" not in shown
    assert "\u202e" not in shown
    assert not [href for href in document.xpath("//@href") if not href.startswith("#")]


NOT_LINKED = [
    None,
    "javascript:alert(1)",
    "JavaScript://x/%0aalert(1)",
    "java\nscript:x",
    "data:text/html,x",
    "file:///a",
    "//bare.example",
    "https:",
    "http://[",
    "https://a.example/\x1b",
]


@pytest.mark.parametrize("url", NOT_LINKED)
def test_only_web_addresses_are_linked(url: str | None, page: Page) -> None:
    assert web_address(url) is None
    document = parsed(replace(page, url=url))
    assert not [href for href in document.xpath("//@href") if not href.startswith("#")]


def test_it_loads_and_runs_nothing(page: Page) -> None:
    document = parsed(page)
    assert not document.xpath("//script | //link | //img | //iframe | //@style | //@src | //form")
    (policy,) = document.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    style = document.xpath("//style/text()")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style


def test_the_policy_names_the_style_sheet_by_its_hash(page: Page) -> None:
    import base64
    import hashlib

    document = parsed(page)
    style = document.xpath("//style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in document.xpath("//meta[@http-equiv]/@content")[0]


def test_several_pages_are_sections_of_one_document(page: Page) -> None:
    shown = written(page, FAILURE, replace(page, title="Second"))
    assert shown.count("<!DOCTYPE html>") == 1
    assert [text_of(h) for h in lxml_html.document_fromstring(shown).xpath("//h1")] == [
        "Clinic closes <today>",
        "<i>empty</i>",
        "Second",
    ]


def test_no_page_at_all_is_still_a_document() -> None:
    assert written().rstrip().endswith("</html>")

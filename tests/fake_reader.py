"""A reader without a model, for tests of what stands around it.

It finds only ``“…” said First Last``. Run as a script, it is the whole command line with this reader.
"""

import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from onrecord.core.ids import statement_id
from onrecord.core.values import Page, Speaker, Statement

_SAID = re.compile(r"(“[^”]*”) (said) ([A-Z]\w+ [A-Z]\w+)")


class FakeReader:
    """Reads by one rule; breaks or dies where the text says so."""

    model_id = "fake"

    @classmethod
    def load(cls, path: Path | None = None) -> "FakeReader":
        return cls()

    def read(self, page: Page) -> Page:
        if "please break" in page.text:
            raise ZeroDivisionError("asked to break")
        if "please die" in page.text:
            os._exit(7)
        start, end = page.article
        comments = tuple(
            replace(c, statements=_statements(page.id, c.n, c.text, 0, len(c.text))) for c in page.comments
        )
        statements = _statements(page.id, None, page.text, start, end)
        names = dict.fromkeys(str(s.speaker) for s in statements)
        return replace(
            page,
            model=self.model_id,
            statements=statements,
            comments=comments,
            speakers=tuple(Speaker(name=name) for name in names),
        )


def _statements(page: str, comment: int | None, text: str, start: int, end: int) -> tuple[Statement, ...]:
    found = []
    for n, match in enumerate(_SAID.finditer(text, start, end)):
        content, cue, source = ((match.span(group),) for group in (1, 2, 3))
        found.append(
            Statement(
                id=statement_id(page, comment, source, cue, content),
                kind="direct",
                type="assertion",
                source=source,
                cue=cue,
                content=content,
                speaker=match[3],
                confidence=0.9 if n == 0 else 0.4,
            )
        )
    return tuple(found)


if __name__ == "__main__":
    import onrecord.reading

    onrecord.reading.Reader = FakeReader  # type: ignore[assignment, attr-defined, misc, unused-ignore]
    from onrecord.surfaces.cli import main

    main()
    sys.exit("main() ends the process")

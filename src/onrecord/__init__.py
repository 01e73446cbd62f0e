"""Who said what, to whom, in what words, according to whom: statements of news pages, on record.

::

    import onrecord

    page = onrecord.read("page.html")
    for statement in page.statements:
        print(statement.speaker, statement.kind, [page.text[s:e] for s, e in statement.content])

    checked = onrecord.verify(draft, against=[page])
    for finding in checked.findings:
        print(finding.verdict, finding.quotation, finding.reason)

Every error is an :class:`OnrecordError`, with a message and a remedy. Values are frozen.
"""

from onrecord._api import open, read, read_html, read_text, verify
from onrecord.core.errors import OnrecordError
from onrecord.core.findings import Checked, Finding
from onrecord.core.values import Comment, Page, Speaker, Statement

__all__ = [
    "Checked",
    "Comment",
    "Finding",
    "OnrecordError",
    "Page",
    "Speaker",
    "Statement",
    "open",
    "read",
    "read_html",
    "read_text",
    "verify",
]

"""What does the page say? A capture becomes a page: article text, metadata, comment thread.

A draft is read for the quotations in it.
"""

from onrecord.page.draft import read_draft
from onrecord.page.html import read_html
from onrecord.page.plain import read_text
from onrecord.page.pseudonyms import with_pseudonyms

__all__ = ["read_draft", "read_html", "read_text", "with_pseudonyms"]

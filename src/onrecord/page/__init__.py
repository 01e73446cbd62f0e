"""What does the page say? A capture becomes a page: article text, metadata, comment thread.

Drafts are read by :mod:`onrecord.page.draft`, which is imported apart: a page does not need it.
"""

from onrecord.page.html import read_html
from onrecord.page.plain import read_text
from onrecord.page.pseudonyms import with_pseudonyms

__all__ = ["read_html", "read_text", "with_pseudonyms"]

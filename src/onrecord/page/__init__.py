"""What does the page say? A capture becomes a page: article text, metadata, comment thread."""

from onrecord.page.html import read_html

__all__ = ["read_html"]

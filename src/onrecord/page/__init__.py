"""What does the page say? A capture becomes a page: article text, metadata, comment thread."""

"""Who said what? A page's statements, with their speakers."""

"""Who said what, to whom, in what words, according to whom: statements of news pages, on record."""

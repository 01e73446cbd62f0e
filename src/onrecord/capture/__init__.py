"""Where do the bytes come from? Files, standard input, JSON Lines and URLs become captures."""

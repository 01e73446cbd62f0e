"""What the values are: frozen dataclasses, ids made from content, errors. Standard library only."""

"""How do people and programs reach it? One file or folder each, none importing another."""

"""How good is it? Statements scored against gold, and floors that never sink."""

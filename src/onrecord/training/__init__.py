"""How is the model made? Needs the extra ``[train]``."""

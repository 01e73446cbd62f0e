"""``python -m onrecord`` is ``onrecord``."""

from onrecord.surfaces.cli import main

main()

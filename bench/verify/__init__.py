"""A benchmark of verdicts, built from people's own statements by controlled edits."""

"""Are these the same words? Alignment, allowances, verdicts: pure functions over statements, no store."""

from onrecord.wordings.forms import form_of, likeness, trace_of
from onrecord.wordings.groups import components
from onrecord.wordings.match import Match, compare
from onrecord.wordings.names import is_one_of, same_name
from onrecord.wordings.quoted import Text, Texts
from onrecord.wordings.reported import judge_reported
from onrecord.wordings.shelf import Passage, Shelf, Sources, entries_of
from onrecord.wordings.timeline import Timeline, Wording, ranked, timeline
from onrecord.wordings.verdicts import judge

__all__ = [
    "Match",
    "Passage",
    "Shelf",
    "Sources",
    "Text",
    "Texts",
    "Timeline",
    "Wording",
    "compare",
    "components",
    "entries_of",
    "form_of",
    "is_one_of",
    "judge",
    "judge_reported",
    "likeness",
    "ranked",
    "same_name",
    "timeline",
    "trace_of",
]

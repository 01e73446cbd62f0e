"""Who goes on speaking: the speaker of a quotation or a line of dialogue that has no source of its own."""

from __future__ import annotations

from onrecord.core.values import SpeakerName, Statement
from onrecord.reading.speakers_contents import place_of

__all__ = ["Running"]

_DASHES = ("—", "–", "―")


class Running:
    """The one who was quoted last; statements are heard in text order.

    Args:
        text: what the statements' spans point into.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._quoted = 0
        self._other: SpeakerName = None
        self.speaker: SpeakerName = None

    def takes(self, statement: Statement) -> SpeakerName:
        """Give a statement without a source its speaker: in a dialogue of dashes the other one."""
        place = statement.content[0][0]
        dash = self._text[max(0, place - 2) : place].strip() in _DASHES
        if dash and not statement.cue:
            self.speaker, self._other = self._other, self.speaker
        return self.speaker

    def hear(self, statement: Statement, speaker: SpeakerName) -> None:
        """Let a statement with a source go by.

        Who is quoted speaks on; who is only reported does where nobody is quoted in that paragraph.
        """
        place = place_of(statement)
        quoted = statement.kind != "indirect"
        if quoted or self._text.find("\n", self._quoted, place) >= 0:
            if speaker != self.speaker:
                self._other = self.speaker
            self.speaker = speaker
        if quoted:
            self._quoted = place

"""Where do the bytes come from? Files, standard input, archives, feeds, lists and URLs become captures.

Two functions: :func:`captures` goes from what a user named to bytes, :func:`decode` from bytes to text.
"""

from onrecord.capture.decode import Decoded, decode
from onrecord.capture.expand import Expanded, expand
from onrecord.capture.forms import InputForm
from onrecord.capture.inputs import captures
from onrecord.capture.limits import DEFAULT_MAX_BYTES

__all__ = ["DEFAULT_MAX_BYTES", "Decoded", "Expanded", "InputForm", "captures", "decode", "expand"]

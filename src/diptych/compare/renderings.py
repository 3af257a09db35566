"""Tell two renderings of one utterance from two utterances."""

from typing import Final

from diptych.compare.pair import pair
from diptych.compare.relation import CONFLICT, between
from diptych.compare.said import Said
from diptych.compare.voices import one_speaker

_ALIKE: Final = 0.4
"""From this share of common words on, two quotations may be renderings of one utterance."""


def variant(a: Said, b: Said) -> bool:
    """Tell whether two quotations are renderings of one utterance: two translations, two transcripts, a shortened one.

    Both must be quoted of one speaker, and share much of their wording or of their meaning; a value that excludes rules it out.

    >>> one = Said("x", "We note the readiness of China", speaker="Zakharova")
    >>> variant(one, Said("y", "We have noted China's readiness", speaker="Maria Zakharova"))
    True
    """
    if not _one_speaker(a, b):
        return False
    both = pair(a, b)
    alike = max(both.coverage()) >= 2 * _ALIKE and min(both.coverage()) >= _ALIKE
    return alike and between(a, b).relation != CONFLICT


def _one_speaker(a: Said, b: Said) -> bool:
    voices = {"quote", "quoted-post", None}
    if a.attribution not in voices or b.attribution not in voices:
        return False
    return not a.speaker or not b.speaker or one_speaker(a.speaker, b.speaker)

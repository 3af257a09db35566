"""Text and places in it: spans, lines and columns, folding, segments. Every offset counts Unicode code points, half-open."""

from diptych.counts import counted
from diptych.text.fold import Folded, fold
from diptych.text.phrases import joined
from diptych.text.segments import blocks, segments
from diptych.text.span import Span, line_column, merged, touched, touching
from diptych.text.unseen import named, seen, shows, unseen

__all__ = [
    "Folded", "Span", "blocks", "counted", "fold", "joined", "line_column", "merged", "named", "seen", "segments", "shows", "touched",
    "touching", "unseen",
]  # fmt: skip

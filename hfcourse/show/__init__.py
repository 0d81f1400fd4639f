"""Pictures for the lessons, drawn as SVG: sharp at any size, Korean without a font file, readable on dark pages too.

Each function returns a `Picture`. A notebook shows it; where pictures cannot be shown, its text says the same.
"""

from hfcourse.show.attention import attention
from hfcourse.show.bars import scores, sentences
from hfcourse.show.batches import batch
from hfcourse.show.changes import changes
from hfcourse.show.grid import grid
from hfcourse.show.heat import heat
from hfcourse.show.maps import course_map, token_path, training_vs_inference
from hfcourse.show.picture import Picture
from hfcourse.show.shapes import shapes
from hfcourse.show.spans import spans
from hfcourse.show.tokens import tokens

__all__ = [
    "Picture",
    "attention",
    "batch",
    "changes",
    "course_map",
    "grid",
    "heat",
    "scores",
    "sentences",
    "shapes",
    "spans",
    "token_path",
    "tokens",
    "training_vs_inference",
]

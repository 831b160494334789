"""Reviews: drafts put in better order, running programmes held against what they set out."""

from longtin.reviews.ordering.reorder import (
    MovedStep as MovedStep,
    Reordering as Reordering,
    reorder as reorder,
)

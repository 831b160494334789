"""Reviews: drafts put in better order, running programmes held against what they set out."""

from longtin.reviews.ordering.reorder import (
    MovedStep as MovedStep,
    Reordering as Reordering,
    reorder as reorder,
)
from longtin.reviews.running.changes import (
    Suggestion as Suggestion,
    suggestions as suggestions,
)
from longtin.reviews.running.from_record import (
    PairConduct as PairConduct,
    TrustThen as TrustThen,
)
from longtin.reviews.running.indicators import ReviewedObjective as ReviewedObjective
from longtin.reviews.running.page import as_data as as_data, document as document
from longtin.reviews.running.review import ProgrammeReview as ProgrammeReview, review as review
from longtin.reviews.running.reviewed_steps import ReviewedStep as ReviewedStep

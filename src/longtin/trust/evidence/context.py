"""Context of a pair's weeks: what speaks of the trustee beside its dated acts to the truster.

- *Third parties*: what the trustee did to those like the truster.
- *Mirror*: what the truster itself did to the trustee. It shows what the truster has seen that the
  record has not, and is not conduct of the trustee.
- *Monthly counts*: what the trustee did to the truster, by month, where dated acts are thin.
"""

from dataclasses import dataclass, replace

from longtin.trust._arrays import Floats
from longtin.trust.evidence.withheld_types import PartialSight


@dataclass(frozen=True)
class WeeklyConduct:
    """Acts of somebody towards somebody, week by week, that speak of other pairs.

    Attributes:
        counted: Effective reports by kind, in the rows of the weeks beside which they stand. Shape
            (kind, step, pair).
        partial: Of the stretches in which types of act were withheld.
    """

    counted: Floats
    partial: tuple[PartialSight, ...]

    def of(self, columns: slice) -> "WeeklyConduct":
        """Only some pairs."""
        return replace(
            self,
            counted=self.counted[:, :, columns],
            partial=tuple(each.of(columns) for each in self.partial),
        )


@dataclass(frozen=True)
class Context:
    """What else speaks of some pairs, in weeks of theirs; `None` what is not wanted.

    Attributes:
        third_parties: Of the trustee towards those like the truster, each for as much as it is
            like.
        mirror: Of the truster towards the trustee.
        monthly: Of the trustee towards the truster, by class, as it is counted by month and year.
    """

    third_parties: WeeklyConduct | None = None
    mirror: WeeklyConduct | None = None
    monthly: WeeklyConduct | None = None

    def of(self, columns: slice) -> "Context":
        """Only some pairs."""
        return replace(
            self,
            third_parties=self.third_parties and self.third_parties.of(columns),
            mirror=self.mirror and self.mirror.of(columns),
            monthly=self.monthly and self.monthly.of(columns),
        )

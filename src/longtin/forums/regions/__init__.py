"""Regions: why what builds confidence in one does not suit another, reckoned from the record."""

from longtin.forums.regions.alliance_blocs import blocs as blocs, defence_pairs as defence_pairs
from longtin.forums.regions.region_page import (
    region_document as region_document,
    region_sentences as region_sentences,
    region_table as region_table,
)
from longtin.forums.regions.region_profile import (
    DomainStart as DomainStart,
    RegionFeature as RegionFeature,
    RegionProfile as RegionProfile,
    region_profile as region_profile,
)

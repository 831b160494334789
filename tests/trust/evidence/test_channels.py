"""The register of channels is whole, and its words are those of the other parts."""

from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

from longtin import measures
from longtin.trust import evidence
from longtin.trust.evidence.channels import OPPORTUNITY, TURNOVER
from longtin.trust.evidence.covariate import SCHOOLS, Covariate
from longtin.trust.evidence.disputes import SCHOOL
from longtin.trust.evidence.yearly_reports import CLASSES


def test_every_channel_is_in_the_register() -> None:
    """A channel that nobody reads would look as if it were part of the model."""
    modules = [
        import_module(f"{evidence.__name__}.{module.name}")
        for module in iter_modules(evidence.__path__)
    ]

    there = {each for module in modules for each in vars(module).values()
             if isinstance(each, Covariate)}  # fmt: skip

    assert there == {*TURNOVER, *OPPORTUNITY}


def test_a_channel_has_a_name_of_its_own() -> None:
    """Parameters go by it."""
    for register in (TURNOVER, OPPORTUNITY):
        names = [covariate.name for covariate in register]
        assert len(names) == len(set(names))


def test_schools_are_those_of_measures() -> None:
    """A measure and an act speak to the same readings of trust."""
    named = {SCHOOL, *CLASSES.values(), *(each.school for each in TURNOVER if each.school)}

    assert get_args(measures.School) == SCHOOLS
    assert named <= set(SCHOOLS)

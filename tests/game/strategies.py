"""Payoffs, trust and stakes for Hypothesis."""

from hypothesis import strategies as st

from longtin.game import Payoffs

SHARES = st.floats(0.01, 0.99)
"""Probabilities and stakes away from their ends."""

DREAD = st.floats(1, 3)
"""From losses in step with the stake to its cube."""

LINEAR = st.just(1.0)
"""Losses in step with the stake, as in the linear game."""


@st.composite
def payoffs(draw: st.DrawFn, *, dread: st.SearchStrategy[float] = DREAD) -> Payoffs:
    """Payoffs of every kind that is allowed."""
    gain = draw(st.floats(0.2, 3))
    return Payoffs(
        gain=gain,
        vulnerability=draw(st.floats(0.1, 10)),
        temptation=gain * draw(st.floats(0, 0.95)),
        cheating=gain * draw(st.floats(1.05, 4)),
        reputation=draw(st.floats(0, 1)),
        dread=draw(dread),
    )

"""Compile the loops of the trust model and the planner and read the package's files, and keep both.

Run as `python tools/compile_kernels.py`, once for each environment, so that nobody waits later;
`make` does at set-up.
"""

from longtin import measures
from longtin.forums.world import replicate
from longtin.game import tournament
from longtin.plan.decision import solver
from longtin.trust.model import parallel

if __name__ == "__main__":
    parallel.warm()
    solver.warm()
    tournament.warm()
    replicate.warm()
    measures.catalogue()
    measures.regimes()

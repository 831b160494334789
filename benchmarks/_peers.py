"""The same filter and smoother in other people's software, in plain NumPy and in C.

Each contestant is made from the same log-likelihoods, outside the time taken, in the form and order
that it takes: Longtin and the C loop their difference between the types, the others both. It is
then run as often as asked and returns P(type 1 | everything), as (step, sequence) or (sequence,
step), and the log-likelihood of all sequences together. Longtin's log-odds are turned into
probabilities outside the time. Besides these it returns what the filter knew before and after each
step, as dynamax does and the C loop does not.
"""

import ctypes
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from longtin.trust.model import kernels, two_state_filter

Floats = NDArray[np.float64]
Result = tuple[Any, Any]
Run = Callable[[], Result]

HERE = Path(__file__).parent
BUILT = HERE.parent / "build"


@dataclass(frozen=True)
class Task:
    """What everybody is given.

    Attributes:
        start: P(type 1) before the first step.
        keep: P(1 stays 1).
        win: P(0 becomes 1).
        loglik: Log-likelihood of each step's acts under types 0 and 1, all channels together.
            Shape (type, step, sequence).
    """

    start: float
    keep: float
    win: float
    loglik: Floats

    @property
    def move(self) -> Floats:
        """Chances of going from one type to another. Shape (from, to)."""
        return np.array([[1.0 - self.win, self.win], [1.0 - self.keep, self.keep]])

    @property
    def first(self) -> Floats:
        """Chances of the two types before the first step."""
        return np.array([1.0 - self.start, self.start])

    def by_sequence(self) -> Floats:
        """Log-likelihoods as (sequence, step, type)."""
        return np.ascontiguousarray(self.loglik.transpose(2, 1, 0))


def longtin(task: Task) -> Run:
    """Longtin, compiled."""
    kernels.warm()
    return _longtin(task)


def longtin_lock_step(task: Task) -> Run:
    """Longtin, not compiled: the same loops in NumPy, all sequences in lock step."""
    run = _longtin(task)

    def uncompiled() -> Result:
        with patch.object(two_state_filter, "chosen", lambda loop, _: loop):
            return run()

    return uncompiled


def _longtin(task: Task) -> Run:
    evidence, shared = task.loglik[1] - task.loglik[0], task.loglik[0].sum()
    rates = np.full((2, len(evidence), 1), task.keep)
    rates[1], rates[:, 0] = task.win, task.start
    keep, win = (np.broadcast_to(rate, evidence.shape) for rate in rates)

    def run() -> Result:
        path, smoothed = two_state_filter.smooth_beliefs(keep, win, evidence)
        return smoothed, path.loglik.sum() + shared

    return run


def numpy_lock_step(task: Task) -> Run:
    """The textbook's scaled recursions in plain NumPy, all sequences in lock step."""
    move, steps = task.move, task.loglik.shape[1]
    loglik = np.ascontiguousarray(task.loglik.transpose(1, 2, 0))

    def run() -> Result:
        peak = loglik.max(axis=2, keepdims=True)
        likely = np.exp(loglik - peak)
        forward, scale = np.empty_like(likely), np.empty(likely.shape[:2])
        belief = np.broadcast_to(task.first, likely.shape[1:])
        for step in range(steps):
            belief = (belief @ move if step else belief) * likely[step]
            scale[step] = belief.sum(axis=1)
            belief = forward[step] = belief / scale[step][:, None]
        smoothed = np.empty_like(likely)
        ahead = np.ones_like(belief)
        for step in reversed(range(steps)):
            smoothed[step] = forward[step] * ahead
            ahead = (likely[step] * ahead / scale[step][:, None]) @ move.T
        return smoothed[..., 1], np.log(scale).sum() + peak.sum()

    return run


def hmmlearn(task: Task) -> Run:
    """hmmlearn, forward-backward in its scaling mode."""
    from hmmlearn.base import BaseHMM

    class Given(BaseHMM):  # type: ignore[misc]
        def _compute_likelihood(self, X: Floats) -> Floats:  # noqa: N803 - hmmlearn's name
            return np.exp(X)

    model = Given(n_components=2, implementation="scaling")
    model.startprob_, model.transmat_ = task.first, task.move
    loglik = task.by_sequence()
    sequences, steps, _ = loglik.shape
    rows, lengths = loglik.reshape(-1, 2), [steps] * sequences

    def run() -> Result:
        total, posterior = model.score_samples(rows, lengths)
        return posterior[:, 1].reshape(sequences, steps), total

    return run


def dynamax(task: Task) -> Run:
    """dynamax, compiled by JAX for all sequences at once, in 64 bits like the rest."""
    import jax

    jax.config.update("jax_enable_x64", True)
    from dynamax.hidden_markov_model import hmm_smoother

    smooth = jax.jit(jax.vmap(hmm_smoother, in_axes=(None, None, 0)))
    first, move, loglik = (
        jax.numpy.asarray(x) for x in (task.first, task.move, task.by_sequence())
    )

    def run() -> Result:
        found = smooth(first, move, loglik)
        jax.block_until_ready(found)
        return found.smoothed_probs[..., 1], found.marginal_loglik.sum()

    return run


def statsmodels(task: Task) -> Run:
    """statsmodels, the Hamilton filter and Kim smoother of its Markov switching models."""
    from statsmodels.tsa.regime_switching import markov_switching as switching

    move = np.asfortranarray(task.move.T[:, :, None])
    loglik = np.ascontiguousarray(task.by_sequence().transpose(0, 2, 1))

    # The filter turns the type over before the first step too, so it starts one step earlier.
    begin = np.linalg.solve(task.move.T, task.first)

    def run() -> Result:
        smoothed, total = np.empty((loglik.shape[0], loglik.shape[2])), 0.0
        for row, sequence in enumerate(loglik):
            found = switching.cy_hamilton_filter_log(begin, move, sequence, 0)
            known = switching.cy_kim_smoother_log(move, found[4], found[5])
            smoothed[row] = np.asarray(known[1])[1]
            total += np.sum(found[2])
        return smoothed, total

    return run


def c_loop(task: Task) -> Run:
    """A loop in C, as a floor."""
    BUILT.mkdir(exist_ok=True)
    library = BUILT / "filter.so"
    options = ["-O3", "-march=native", "-ffast-math", "-fopenmp", "-shared", "-fPIC"]
    subprocess.run(["gcc", *options, HERE / "filter.c", "-o", library, "-lm"], check=True)
    smooth = ctypes.CDLL(str(library)).smooth
    array = np.ctypeslib.ndpointer(np.float64, flags="C_CONTIGUOUS")
    smooth.argtypes = [ctypes.c_long] * 2 + [ctypes.c_double] * 3 + [array] * 3
    smooth.restype = None
    steps, sequences = task.loglik.shape[1:]
    evidence, shared = task.loglik[1] - task.loglik[0], task.loglik[0].sum()

    def run() -> Result:
        smoothed, loglik = np.empty((steps, sequences)), np.empty(sequences)
        smooth(steps, sequences, task.start, task.keep, task.win, evidence, smoothed, loglik)
        return smoothed, loglik.sum() + shared

    return run


CONTESTANTS: dict[str, Callable[[Task], Run]] = {
    "longtin, compiled": longtin,
    "longtin, lock step": longtin_lock_step,
    "plain NumPy, lock step": numpy_lock_step,
    "hmmlearn, scaling": hmmlearn,
    "dynamax": dynamax,
    "statsmodels": statsmodels,
    "C loop": c_loop,
}


def as_probabilities(name: str, found: Any, shape: tuple[int, int]) -> Floats:
    """What a contestant returned, as P(type 1) by (step, sequence)."""
    values = np.asarray(found)
    values = values if values.shape == shape else values.T
    return two_state_filter.probability(values) if name.startswith("longtin") else values

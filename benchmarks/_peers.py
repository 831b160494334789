"""The same filter and smoother in other people's software, in plain NumPy and in C.

Each contestant is made from the same log-likelihoods, outside the time taken, in the order that it
takes. It is then run as often as asked and returns P(level | everything), as (step, level,
sequence), and the log-likelihood of all sequences together. Besides these Longtin returns what the
filter knew before and after each step, as dynamax does and the C loop does not.
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

from longtin.trust.model import ordered_state_filter, parallel

Floats = NDArray[np.float64]
Result = tuple[Any, Any]
Run = Callable[[], Result]

HERE = Path(__file__).parent
BUILT = HERE.parent / "build"


@dataclass(frozen=True)
class Task:
    """What everybody is given.

    Attributes:
        long_run: Chances of the levels before the first step and in the long run. Shape (level,).
        drift: Most that goes to a neighbouring level each way.
        breaks: Chance that the level is drawn anew.
        loglik: Log-likelihood of each step's acts under each level, all channels together.
            Shape (level, step, sequence).
    """

    long_run: Floats
    drift: float
    breaks: float
    loglik: Floats

    @property
    def move(self) -> Floats:
        """Chances of going from one level to another. Shape (from, to)."""
        rest = self.long_run
        stays = np.eye(len(rest))
        for low in range(len(rest) - 1):
            up = self.drift * rest[low + 1] / (rest[low] + rest[low + 1])
            stays[low] += up * (np.eye(len(rest))[low + 1] - np.eye(len(rest))[low])
            down = self.drift - up
            stays[low + 1] += down * (np.eye(len(rest))[low] - np.eye(len(rest))[low + 1])
        return np.asarray((1.0 - self.breaks) * stays + self.breaks * rest)

    def by_sequence(self) -> Floats:
        """Log-likelihoods as (sequence, step, level)."""
        return np.ascontiguousarray(self.loglik.transpose(2, 1, 0))


def longtin(task: Task) -> Run:
    """Longtin, compiled."""
    parallel.warm()
    return _longtin(task)


def longtin_smoothed_alone(task: Task) -> Run:
    """Longtin, compiled, keeping no more than hmmlearn and the C loop do."""
    return _longtin(task, alone=True)


def longtin_lock_step(task: Task) -> Run:
    """Longtin, not compiled: the same loops in NumPy, all sequences in lock step."""
    run = _longtin(task)

    def uncompiled() -> Result:
        with patch.object(ordered_state_filter, "chosen", lambda loop, _: loop):
            return run()

    return uncompiled


def _longtin(task: Task, *, alone: bool = False) -> Run:
    evidence = np.ascontiguousarray(task.loglik.transpose(1, 0, 2))
    steps, levels, pairs = evidence.shape
    breaks = np.full((2, pairs), task.breaks)
    breaks[0] = 1.0
    turnover = ordered_state_filter.Turnover(
        long_run=np.broadcast_to(task.long_run[:, None], (2, levels, pairs)),
        drift=np.full((2, pairs), task.drift),
        breaks=breaks,
        period=np.minimum(np.arange(steps), 1),
    )

    def run() -> Result:
        path, smoothed = ordered_state_filter.smooth_levels(turnover, evidence)
        return smoothed, path.loglik.sum()

    def run_alone() -> Result:
        smoothed, loglik = ordered_state_filter.smoothed_levels(turnover, evidence)
        return smoothed, loglik.sum()

    return run_alone if alone else run


def numpy_lock_step(task: Task) -> Run:
    """The textbook's scaled recursions in plain NumPy, all sequences in lock step."""
    move, steps = task.move, task.loglik.shape[1]
    loglik = np.ascontiguousarray(task.loglik.transpose(1, 2, 0))

    def run() -> Result:
        peak = loglik.max(axis=2, keepdims=True)
        likely = np.exp(loglik - peak)
        forward, scale = np.empty_like(likely), np.empty(likely.shape[:2])
        belief = np.broadcast_to(task.long_run, likely.shape[1:])
        for step in range(steps):
            belief = (belief @ move if step else belief) * likely[step]
            scale[step] = belief.sum(axis=1)
            belief = forward[step] = belief / scale[step][:, None]
        smoothed = np.empty_like(likely)
        ahead = np.ones_like(belief)
        for step in reversed(range(steps)):
            smoothed[step] = forward[step] * ahead
            ahead = (likely[step] * ahead / scale[step][:, None]) @ move.T
        return smoothed.transpose(0, 2, 1), np.log(scale).sum() + peak.sum()

    return run


def hmmlearn(task: Task) -> Run:
    """hmmlearn, forward-backward in its scaling mode, its quickest."""
    return _hmmlearn(task, "scaling")


def hmmlearn_as_it_comes(task: Task) -> Run:
    """Hmmlearn as it comes, in logarithms."""
    return _hmmlearn(task, "log")


def _hmmlearn(task: Task, implementation: str) -> Run:
    from hmmlearn.base import BaseHMM

    class Given(BaseHMM):  # type: ignore[misc]
        def _compute_likelihood(self, X: Floats) -> Floats:  # noqa: N803 - hmmlearn's name
            return np.exp(X)

        def _compute_log_likelihood(self, X: Floats) -> Floats:  # noqa: N803 - likewise
            return X

    model = Given(n_components=len(task.long_run), implementation=implementation)
    model.startprob_, model.transmat_ = task.long_run, task.move
    loglik = task.by_sequence()
    sequences, steps, levels = loglik.shape
    rows, lengths = loglik.reshape(-1, levels), [steps] * sequences

    def run() -> Result:
        total, posterior = model.score_samples(rows, lengths)
        return posterior.reshape(sequences, steps, levels).transpose(1, 2, 0), total

    return run


def dynamax(task: Task) -> Run:
    """dynamax, compiled by JAX for all sequences at once, in 64 bits like the rest."""
    import jax

    jax.config.update("jax_enable_x64", True)
    from dynamax.hidden_markov_model import hmm_smoother

    smooth = jax.jit(jax.vmap(hmm_smoother, in_axes=(None, None, 0)))
    first, move, loglik = (
        jax.numpy.asarray(x) for x in (task.long_run, task.move, task.by_sequence())
    )

    def run() -> Result:
        found = smooth(first, move, loglik)
        jax.block_until_ready(found)
        return found.smoothed_probs.transpose(1, 2, 0), found.marginal_loglik.sum()

    return run


def statsmodels(task: Task) -> Run:
    """statsmodels, the Hamilton filter and Kim smoother of its Markov switching models."""
    from statsmodels.tsa.regime_switching import markov_switching as switching

    move = np.asfortranarray(task.move.T[:, :, None])
    loglik = np.ascontiguousarray(task.by_sequence().transpose(0, 2, 1))

    # The filter turns the type over before the first step too, so it starts one step earlier.
    begin = np.linalg.solve(task.move.T, task.long_run)

    def run() -> Result:
        smoothed, total = np.empty(loglik.shape), 0.0
        for row, sequence in enumerate(loglik):
            found = switching.cy_hamilton_filter_log(begin, move, sequence, 0)
            known = switching.cy_kim_smoother_log(move, found[4], found[5])
            smoothed[row] = np.asarray(known[1])
            total += np.sum(found[2])
        return smoothed.transpose(2, 1, 0), total

    return run


def c_loop(task: Task) -> Run:
    """A loop in C, as a floor."""
    BUILT.mkdir(exist_ok=True)
    library = BUILT / "filter.so"
    options = ["-O3", "-march=native", "-ffast-math", "-fopenmp", "-shared", "-fPIC"]
    subprocess.run(["gcc", *options, HERE / "filter.c", "-o", library, "-lm"], check=True)
    smooth = ctypes.CDLL(str(library)).smooth
    array = np.ctypeslib.ndpointer(np.float64, flags="C_CONTIGUOUS")
    smooth.argtypes = [ctypes.c_long] * 3 + [array, array, array, array, array]
    smooth.restype = None
    loglik = np.ascontiguousarray(task.loglik.transpose(1, 0, 2))
    steps, levels, sequences = loglik.shape
    rates = np.array([task.drift, task.breaks])

    def run() -> Result:
        smoothed, total = np.empty(loglik.shape), np.empty(sequences)
        smooth(steps, levels, sequences, task.long_run, rates, loglik, smoothed, total)
        return smoothed, total.sum()

    return run


CONTESTANTS: dict[str, Callable[[Task], Run]] = {
    "longtin, compiled": longtin,
    "longtin, smoothed alone": longtin_smoothed_alone,
    "longtin, lock step": longtin_lock_step,
    "plain NumPy, lock step": numpy_lock_step,
    "hmmlearn, scaling": hmmlearn,
    "hmmlearn, as it comes": hmmlearn_as_it_comes,
    "dynamax": dynamax,
    "statsmodels": statsmodels,
    "C loop": c_loop,
}


def as_probabilities(found: Any, shape: tuple[int, int, int]) -> Floats:
    """What a contestant returned, as P(level) by (step, level, sequence)."""
    values = np.asarray(found)
    assert values.shape == shape  # noqa: S101 - a contestant that answers another question
    return values

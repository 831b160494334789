"""A small reader of Cassandra's format, written from its description, for round trips."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Read:
    """What a file says."""

    discount: float
    states: list[str]
    actions: list[str]
    observations: list[str]
    start: np.ndarray
    moves: np.ndarray
    sees: np.ndarray
    reward: np.ndarray


def read(text: str) -> Read:
    """Read a file with named states; rewards depend on action and state alone."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    head = {}
    for line in lines:
        key, _, rest = line.partition(":")
        if key in {"discount", "values", "states", "actions", "observations", "start"}:
            head[key] = rest.split()
    states, actions, seen = head["states"], head["actions"], head["observations"]
    at = {
        name: {word: n for n, word in enumerate(head[name])}
        for name in ("states", "actions", "observations")
    }
    moves = np.zeros((len(actions), len(states), len(states)))
    sees = np.zeros((len(states), len(seen)))
    reward = np.zeros((len(actions), len(states)))
    for line in lines:
        parts = line.replace(":", " ").split()
        if line.startswith("T:"):
            moves[at["actions"][parts[1]], at["states"][parts[2]], at["states"][parts[3]]] = float(
                parts[4]
            )
        elif line.startswith("O:"):
            sees[at["states"][parts[2]], at["observations"][parts[3]]] = float(parts[4])
        elif line.startswith("R:"):
            reward[at["actions"][parts[1]], at["states"][parts[2]]] = float(parts[5])
    return Read(
        float(head["discount"][0]), states, actions, seen,
        np.array([float(one) for one in head["start"]]), moves, sees, reward,
    )  # fmt: skip


def value(model: Read, belief: np.ndarray, steps: int) -> float:
    """What is to be had at best in so many steps, by writing down what may be seen."""
    if steps == 0:
        return 0.0
    best = -np.inf
    for action in range(len(model.actions)):
        worth = float(belief @ model.reward[action])
        joint = (belief @ model.moves[action])[:, None] * model.sees
        for chance, column in zip(joint.sum(axis=0), joint.T, strict=True):
            if chance > 1e-9:
                worth += model.discount * float(chance) * value(model, column / chance, steps - 1)
        best = max(best, worth)
    return best

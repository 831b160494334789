"""Parameter sets: fitted numbers with names, their uncertainty and how they came to be."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from longtin.errors import ModelError
from longtin.trust import _balanced_noise as balanced_noise
from longtin.trust._arrays import Floats
from longtin.trust.evidence.counting import Counting

Blocks = Mapping[str, Sequence[str]]
"""Names of the parameters of each block, in order: `{"keep": ("const", "land border", …), …}`."""


@dataclass(frozen=True)
class Parameters:
    """A fitted parameter set.

    Attributes:
        model: `annual` or `events`.
        blocks: Names of the parameters, block by block.
        values: The estimate, in the order of the names. Shape (parameter,).
        root: Lower Cholesky factor of the covariance of the estimate, which is robust to dependence
            within a pair of states. Shape (parameter, parameter). The factor is kept, since a
            rounded covariance need not have one.
        counting: How reports count as independent stories.
        floor: Fewest effective acts on which a belief is shown.
        anchors: Places between which graded levels are read as trust; `None` of two types.
        shift: Log share of each class of report in dated acts over that in the complete yearly
            counts, for years that have dated acts alone; `None` where no such years are read.
        provenance: Record version, cut-off, command, log-likelihood and scores, as written by the
            command that made the file.
    """

    model: str
    blocks: dict[str, tuple[str, ...]]
    values: Floats
    root: Floats
    counting: Counting
    floor: float
    provenance: dict[str, Any]
    anchors: tuple[float, float] | None = None
    shift: tuple[float, ...] | None = None

    @property
    def echo(self) -> float:
        """Exponent of repeated reports."""
        return self.counting.echo

    @property
    def reference(self) -> float:
        """Sampling fraction to which denser samples are thinned."""
        return self.counting.reference

    @property
    def version(self) -> str:
        """Model name and a short hash of the numbers, for `method_version`."""
        digest = hashlib.sha256(np.round(self.values, 6).tobytes())
        anchors = f" {self.anchors}" if self.anchors else ""
        digest.update(f"{self.echo} {self.reference} {self.floor}{anchors}".encode())
        if _chosen(self.counting) or self.shift:
            digest.update(f" {_chosen(self.counting)} {self.shift}".encode())
        return f"{self.model}-{digest.hexdigest()[:8]}"

    def draws(self, count: int, seed: int) -> Floats:
        """The estimate, then `count` draws from its sampling distribution.

        Returns:
            Shape (1 + count, parameter); the first row is the estimate itself.
        """
        noise = self.root @ balanced_noise.rows(self.model, len(self.values), count, seed)
        return np.vstack([self.values, self.values + noise.T])


def split(theta: Floats, blocks: Blocks) -> dict[str, Floats]:
    """Parameters by block: (draw, parameter) to (draw, parameter of the block) each."""
    edges = np.cumsum([len(names) for names in blocks.values()])[:-1]
    return dict(zip(blocks, np.split(theta, edges, axis=-1), strict=True))


def size(blocks: Blocks) -> int:
    """How many parameters there are."""
    return sum(len(names) for names in blocks.values())


@cache
def shipped(model: str) -> Parameters:
    """The parameters inside the package: `annual`, `events`; with `two_types_` before it, those."""
    return load(files("longtin.trust").joinpath(f"data/{model}.json").read_text("utf-8"))


def load(text: str) -> Parameters:
    """Read a parameter file.

    Raises:
        ModelError: The text is not a parameter file, or its numbers do not fit its names.
    """
    try:
        written = json.loads(text)
        blocks = {name: tuple(values) for name, values in written["parameters"].items()}
        values = np.array([v for block in written["parameters"].values() for v in block.values()])
        rows = written["covariance root"]
        root = np.array([row + [0.0] * (len(rows) - len(row)) for row in rows], dtype=np.float64)
        found = Parameters(
            model=written["model"],
            blocks=blocks,
            values=values.astype(np.float64),
            root=root,
            counting=Counting(
                float(written["echo"]), float(written["reference"]), **written.get("counting", {})
            ),
            floor=float(written["floor"]),
            provenance=written["provenance"],
            anchors=_anchors(written),
            shift=tuple(map(float, written["shift"])) if "shift" in written else None,
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(
            "This is not a parameter file: {why}. Make one with `longtin fit`.", why=error
        ) from error
    if found.root.shape != (len(values), len(values)):
        raise ModelError(
            "The parameter file names {n} parameters and its covariance root is {shape}. Make it "
            "again with `longtin fit`.",
            n=len(values),
            shape=" × ".join(map(str, found.root.shape)),
        )
    return found


def _chosen(counting: Counting) -> dict[str, Any]:
    """What is not as it is without memory, weights, bounds and kinds apart."""
    plain = asdict(Counting(counting.echo, counting.reference))
    return {name: value for name, value in asdict(counting).items() if value != plain[name]}


def _anchors(written: dict[str, Any]) -> tuple[float, float] | None:
    if "anchors" not in written:
        return None
    low, high = map(float, written["anchors"])
    return low, high


def dump(parameters: Parameters) -> str:
    """Write a parameter file: JSON with every number under its name."""
    parts = split(parameters.values, parameters.blocks)
    named = {
        block: {
            name: round(float(value), 6) for name, value in zip(names, parts[block], strict=True)
        }
        for block, names in parameters.blocks.items()
    }
    head = {
        "model": parameters.model,
        "echo": parameters.echo,
        "reference": parameters.reference,
        **({"counting": _chosen(parameters.counting)} if _chosen(parameters.counting) else {}),
        "floor": parameters.floor,
        **({"anchors": parameters.anchors} if parameters.anchors else {}),
        **({"shift": parameters.shift} if parameters.shift else {}),
        "provenance": parameters.provenance,
        "parameters": named,
    }
    rows = [
        [float(f"{value:.5g}") for value in row[: place + 1]]
        for place, row in enumerate(parameters.root)
    ]
    matrix = ",\n  ".join(json.dumps(row) for row in rows)
    text = json.dumps(head, indent=1, ensure_ascii=False)
    return f'{text[:-2]},\n "covariance root": [\n  {matrix}\n ]\n}}\n'

"""The weights of the second opinion; see `second`."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BITS = 17
SIZE = 1 << BITS


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of hashed features."""

    weights: bytes
    """`SIZE` signed bytes."""
    scale: float
    """What a byte is worth."""
    bias: float

    def chance(self, features: Iterable[int]) -> float:
        """0 to 1: that the token with these features belongs to a name."""
        weights = self.weights
        total = sum(weights[f] - 256 if weights[f] > 127 else weights[f] for f in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.bias + self.scale * total))))


def load_model(path: Path) -> Model:
    """Read a model; OSError or ValueError when it is missing or broken."""
    content = gzip.decompress(path.read_bytes())
    head, _, weights = content.partition(b"\n")
    values = json.loads(head)
    if len(weights) != SIZE:
        msg = "a model of another size"
        raise ValueError(msg)
    return Model(weights, float(values["scale"]), float(values["bias"]))

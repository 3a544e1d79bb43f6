"""Random numbers that are the same for the same seed, whatever else is drawn."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def make_generator(seed: int, purpose: str) -> np.random.Generator:
    """A generator of its own for one purpose, so that a change there stays there."""
    key = tuple(purpose.encode("utf-8"))
    return np.random.Generator(
        np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key))
    )


def choose(
    generator: np.random.Generator, weights: Sequence[float], count: int
) -> NDArray[np.uint8]:
    """Draw `count` positions of `weights`, at most 256 of them, by their weight."""
    steps = np.cumsum(np.asarray(weights, dtype=float))
    drawn = np.searchsorted(steps / steps[-1], generator.random(count), side="right")
    return drawn.astype(np.uint8)


def weigh_ranks(count: int, skew: float) -> NDArray[np.float64]:
    """Zipf weights of the ranks 1 to `count`."""
    ranks = np.arange(1, count + 1, dtype=np.float64)
    return np.power(ranks, -skew)


def share_out(total: int, weights: NDArray[np.float64]) -> Whole:
    """Whole parts of `total` in proportion to `weights`; their sum is exact."""
    exact = weights / weights.sum() * total
    parts: Whole = np.floor(exact).astype(np.int64)
    left = total - int(parts.sum())
    order = np.argsort(parts - exact, kind="stable")
    parts[order[:left]] += 1
    return parts


def weights_of(table: Mapping[str, float]) -> tuple[list[str], list[float]]:
    """Names and weights of a table, in its order."""
    return list(table), list(table.values())

"""Cities whose districts' true shares are known, and what is released of their answers."""

import numpy as np
import pandas as pd

from shiensys.measures.release import disclosure


def released(n: list[float], x: list[float]) -> pd.DataFrame:
    """Release districts d0, d1, … each by itself."""
    counts = pd.DataFrame({"n": n, "x": x}, dtype=float)
    return disclosure.released(counts.set_axis([f"d{number}" for number in counts.index]))


def drawn(rng: np.random.Generator, share: float, spread: float, n: np.ndarray) -> tuple[np.ndarray, ...]:
    """Draw true shares with this mean and SD, and answers: true shares, n, x by district."""
    weight = share * (1 - share) / spread**2 - 1
    true = rng.beta(share * weight, (1 - share) * weight, len(n))
    return true, n.astype(float), rng.binomial(n, true).astype(float)

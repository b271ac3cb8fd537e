"""The attacker's integer programme: every combination of district, age, sex and answers that could have been given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from bench.attacks.joint import BREAKDOWNS, CITY, Published
from bench.attacks.surveys import BESIDE

YES, NO, OPEN = 1, 0, -1
SECONDS = 20  # for one programme; one that isn't solved by then isn't counted


@dataclass(frozen=True)
class Programme:
    """How many respondents there may be of each atom (cell of every breakdown × answers); all constraints on them."""

    cells: np.ndarray  # cell of each breakdown, by atom
    answers: np.ndarray  # to each question, by atom
    constraint: LinearConstraint

    def least_and_most(self, wanted: np.ndarray) -> tuple[float, float] | None:
        """Give the range of the respondents in some atoms, solved in whole persons; None where time runs out."""
        found = []
        for sign in (1, -1):
            solved = milp(
                sign * wanted.astype(float),
                constraints=self.constraint,
                integrality=np.ones(len(wanted)),
                bounds=Bounds(0, np.inf),
                options={"time_limit": SECONDS},
            )
            if solved.status != 0:
                return None
            found.append(float(round(sign * solved.fun)))  # whole persons
        return found[0], found[1]

    def atoms(self, place: int, answer: int, **cells: int) -> np.ndarray:
        """Mark the atoms of some cells in which a question is answered so."""
        mine = self.answers[:, place] == answer
        for by, cell in cells.items():
            mine = mine & (self.cells[:, BREAKDOWNS.index(by)] == cell)
        return np.asarray(mine)


def programme(told: Published, keys: tuple[str, ...]) -> Programme:
    """Write down all that is known of one question, or of a pair of BESIDE (the part first)."""
    sizes = [range(len(told.cells[by]) + 1) for by in BREAKDOWNS]
    answers = [each for each in product((YES, NO, OPEN), repeat=len(keys)) if _possible(keys, each)]
    atoms = list(product(product(*sizes), answers))
    cells = np.array([cell for cell, _ in atoms])
    given = np.array([each for _, each in atoms])
    rows, low, high = [], [], []
    for place, key in enumerate(keys):
        judged, true = given[:, place] != OPEN, given[:, place] == YES
        for by in (*BREAKDOWNS, CITY):
            if by != CITY and by not in told.told[key]:
                continue
            for cell in range(1 if by == CITY else len(told.cells[by]) + 1):
                inside = True if by == CITY else cells[:, BREAKDOWNS.index(by)] == cell
                for name, mine in (("n", judged), ("x", true)):
                    least, most = told.ranges[key][by][name]
                    rows.append(mine & inside)
                    low.append(least[cell])
                    high.append(most[cell])
    return Programme(cells, given, LinearConstraint(csr_array(np.array(rows, dtype=float)), low, high))


def _possible(keys: tuple[str, ...], answers: tuple[int, ...]) -> bool:
    """Tell whether somebody can have answered so; who can't be judged by any of the questions tells nothing."""
    if all(each == OPEN for each in answers):
        return False
    if len(keys) == 1:
        return True
    part, other = answers
    if BESIDE[keys[1]][1]:  # nobody says yes to both, and yes to one is no to the other
        return not (part == YES and other != NO) and not (other == YES and part != NO)
    return not (part == YES and other != YES) and not (other == NO and part != NO)

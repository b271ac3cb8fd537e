"""Several processes at once, each a user's: they wait for a word and all do their part at the same moment."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from faults import places
from faults.row import error_name

PATIENCE = 300.0  # seconds after which a hand is stuck, or dead
SILENT = "no answer"
Work = Callable[[Any], Any]  # what a hand does with what it is given


class Hands:
    """Processes that do the same work on what each is given."""

    def __init__(self, ends: Sequence[Connection[Any, Any]]) -> None:
        self._ends = ends

    def do(self, *given: Any) -> list[Any]:
        """Give each hand its own, let all begin, and collect what they give back."""
        for end, one in zip(self._ends, given, strict=True):
            end.send(one)
        return [end.recv() if end.poll(PATIENCE) else SILENT for end in self._ends]


@contextmanager
def hands(work: Work, number: int) -> Iterator[Hands]:
    """Fork so many processes; the one that forks must hold no connection to the store."""
    places.forget()
    forking = multiprocessing.get_context("fork")
    pairs = [forking.Pipe() for _ in range(number)]
    processes = [forking.Process(target=_go_on, args=(end, work), daemon=True) for _, end in pairs]
    for process in processes:
        process.start()
    try:
        yield Hands([end for end, _ in pairs])
    finally:
        for end, _ in pairs:
            with suppress(OSError):
                end.send(None)
        for process in processes:
            process.join(PATIENCE)
            process.kill()


def _go_on(end: Connection[Any, Any], work: Work) -> None:
    """Work until there is nothing more; an error's name is what is given back."""
    while (given := end.recv()) is not None:
        try:
            done = work(given)
        except Exception as error:
            done = error_name(error)
        end.send(done)

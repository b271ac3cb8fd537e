"""Two coordinators save upon the same version at the same moment: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Iterator

from faults import inspection, places
from faults.files import KIND, File
from faults.hands import Hands, hands
from faults.row import Row, named
from shiensys.store import versions
from shiensys.store.pointer import Expected, StaleError

FULL, SHORT = 1_000, 20
TOLD, WON = f"{StaleError.__name__} store.stale", "won"
CITY = "22212"


def rows(trials: int) -> Iterator[Row]:
    """Race on both databases."""
    for name, place in places.BOTH.items():
        with place() as fresh, places.at(fresh()):
            File(CITY, "first", 0).save()
            with hands(_save, 2) as both:
                wrong = [what for race in range(trials) for what in _race(both, race)]
            wrong += inspection.torn()
            stored = len(versions.history(CITY)) - 1
        yield Row(
            f"two coordinators, {name}",
            trials,
            f"{len(wrong)} races with two winners or none{named(wrong)}; {stored:,} versions",
            "one winner, the other told",
            not wrong and stored == trials,
        )


def _save(given: tuple[File, Expected]) -> str:
    """Save upon what one looked at."""
    file, expected = given
    file.save(expected=expected)
    return WON


def _race(both: Hands, race: int) -> list[str]:
    """Let both save upon what is current, now and then upon nothing; gives what is wrong."""
    part = f"{race // 7}"  # every seventh race is for the first version of a part
    looked_at = versions.current_id(CITY, KIND, part)
    places.forget()
    files = [File(CITY, part, 2 * race + hand + 1) for hand in range(2)]
    ended = both.do(*((file, looked_at) for file in files))
    if sorted(ended) != sorted([WON, TOLD]):
        return [f"race {race}: {ended}"]
    return [f"{file} is lost" for file, how in zip(files, ended, strict=True) if how == WON and inspection.lost([file])]

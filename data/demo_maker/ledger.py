"""The made-up registry while it grows: what each district has got so far, kind by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from demo_maker.plan import District
from demo_maker.sizing import Fields, free_places

Activity = dict[str, str]  # a row of plan/activities.csv


@dataclass
class Resource:
    """A made-up activity. ``serves``: districts; ``beyond``: words for what else it serves, or for not knowing."""

    activity: Activity
    where: str
    home: District
    serves: list[District]
    fields: Fields
    beyond: list[str] = field(default_factory=list)
    status: str = "活動中"
    stale: bool = False

    @property
    def kinds(self) -> list[str]:
        """Its kinds of support."""
        return [kind for kind in self.activity["kinds"].split(";") if kind]

    @property
    def shares(self) -> list[float]:
        """The parts of its one capacity, by kind."""
        given = self.activity["shares"]
        return [float(part) for part in given.split(";")] if given else [1 / len(self.kinds)] * len(self.kinds)

    @property
    def counts(self) -> bool:
        """Whether its places count in the districts that it serves."""
        return self.status == "活動中"

    def free(self, kind: str) -> float | None:
        """Its free places for one of its kinds."""
        return free_places(kind, self.shares[self.kinds.index(kind)], self.fields)


@dataclass
class Ledger:
    """All resources so far. ``asked``: residents whom the survey speaks for, by district; services split by them."""

    asked: dict[str, float]
    resources: list[Resource] = field(default_factory=list)
    free: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    known: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, resource: Resource) -> None:
        """Enter a resource and count its places."""
        self.resources.append(resource)
        if not resource.counts:
            return
        for kind in resource.kinds:
            free = resource.free(kind)
            for district, part in self.parts(resource.serves, beyond=len(resource.beyond)).items():
                cell = (district, kind)
                self.free[cell] += (free or 0.0) * part
                (self.unknown if free is None else self.known)[cell] += 1

    def parts(self, serves: Sequence[District], *, beyond: int = 0) -> dict[str, float]:
        """Split a service over districts by residents; each place beyond the city weighs as their mean."""
        total = sum(self.asked[district.name] for district in serves)
        every = total * (1 + beyond / len(serves)) if serves else 1.0
        return {district.name: self.asked[district.name] / every for district in serves}

    def confirmed(self, district: District, kind: str) -> list[Resource]:
        """Give the active resources of a cell that were confirmed lately."""
        return [
            one
            for one in self.resources
            if one.counts and not one.stale and kind in one.kinds and district in one.serves
        ]

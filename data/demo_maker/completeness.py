"""Whether the made-up registry is complete, by district and kind."""

from __future__ import annotations

from collections.abc import Sequence

from demo_maker.chance import stream
from demo_maker.plan import PLANNED_KINDS, City, District, kind_names

SINCE = ("2026-04-01", "2026-04-01", "2026-04-01", "2025-10-01", "2026-07-01")
COMPLETE, PARTIAL, NOT_NEEDED = "そろっている", "途中", "対象外"
LOOSELY_KEPT = 0.12  # share of districts whose list of another kind isn't complete
EVERYWHERE = "市全域"


def completeness(city: City, districts: Sequence[District]) -> list[dict[str, str]]:
    """Give one row a district and kind; a kind that no district needs gets one row for the whole city."""
    rng = stream(city.slug, "completeness")
    result = []
    for kind, name in kind_names().items():
        if all(district.intended.get(kind) == "-" for district in districts):
            result.append({"area": EVERYWHERE, "kind": name, "status": NOT_NEEDED, "since": ""})
            continue
        for district in districts:
            intended = district.intended.get(kind, "")
            partial = intended == "p" or (kind not in PLANNED_KINDS and rng.random() < LOOSELY_KEPT)
            status = NOT_NEEDED if intended == "-" else PARTIAL if partial else COMPLETE
            since = rng.choice(SINCE) if status == COMPLETE else ""
            result.append({"area": district.name, "kind": name, "status": status, "since": since})
    return result

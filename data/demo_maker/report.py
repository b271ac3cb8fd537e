"""What the made-up cities will show: need beside free places, counted roughly, to see that the mix is as planned."""

from __future__ import annotations

from collections import Counter

from demo_maker.build import Built
from demo_maker.ledger import Ledger
from demo_maker.plan import PLANNED_KINDS

FEW = 30


def report(built: Built) -> str:
    """Give one paragraph a kind: verdicts, need and free places in all, and cells that differ from the plan."""
    ledger = Ledger(built.asked)
    for resource in built.resources:
        ledger.add(resource)
    lines = [f"{len(built.resources)} resources"]
    for kind in PLANNED_KINDS:
        planned = {district.name: district.intended[kind] for district in built.districts}
        shown = {name: verdict(built, ledger, name, kind) for name in planned if planned[name] != "-"}
        said = [name for name in shown if built.needs[name, kind].n >= FEW and planned[name] in "sbe"]
        need = sum(built.needs[name, kind].point for name in shown)
        free = sum(ledger.free[name, kind] for name in shown)
        mix = dict(sorted(Counter(shown[name] for name in said).items()))
        astray = [f"{name} {planned[name]}→{shown[name]}" for name in said if planned[name] != shown[name]]
        lines.append(f"{kind}: {mix}, need {need:.0f}, free {free:.0f}; {' '.join(astray)}")
    return "\n".join(lines)


def verdict(built: Built, ledger: Ledger, name: str, kind: str) -> str:
    """Give s, e or b from the known free places alone."""
    need, free = built.needs[name, kind], ledger.free[name, kind]
    return "s" if need.low > free else "e" if need.high <= free else "b"

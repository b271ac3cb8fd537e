"""Uploads, undos, withdrawals and deletions in any order, beside a model of what they should come to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from faults import inspection, places
from faults.files import KIND, WHO, File
from faults.row import Row
from shiensys.store import audit, purge, versions
from shiensys.store.pointer import Expected, StaleError
from shiensys.store.versions import PurgedError, UnknownVersionError

FULL, SHORT = 1_000, 15  # sequences
STEPS = 20
CITY, PARTS = "22212", ("", "2025")
WRONG = 999_999  # a version that nobody can have looked at
_PART, _FILE, _PICK = st.sampled_from(PARTS), st.integers(1, 4), st.integers(0, 30)
_SEES = st.sampled_from(("whatever", "right", "wrong"))


@dataclass
class Model:
    """What the store should hold. ``files``: file by version, ``deleted``: versions without table."""

    files: dict[int, File] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    current: dict[str, int] = field(default_factory=dict)
    told: list[tuple[str, int | None]] = field(default_factory=list)  # action and version

    def kept(self, file: File) -> int | None:
        """Give the version of a file whose table is there."""
        return next((number for number, one in self.files.items() if one == file and number not in self.deleted), None)


class Sequence(RuleBasedStateMachine):
    """One user's way through it."""

    @staticmethod
    def ready() -> Path:
        """Give an empty store to copy."""
        raise NotImplementedError

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(mkdtemp(prefix="shiensys-undo-"))
        shutil.copy(self.ready(), self._folder / "store.sqlite3")
        self._at = places.at(f"sqlite:///{self._folder / 'store.sqlite3'}")
        self._at.__enter__()
        self.model = Model()

    def teardown(self) -> None:
        """Look at all of it once more, and leave nothing."""
        assert inspection.torn() == []
        self._at.__exit__(None, None, None)
        shutil.rmtree(self._folder)

    def _expected(self, part: str, sees: str) -> tuple[Expected, bool]:
        """Give what the user says to have looked at, and whether that is so."""
        if sees == "whatever":
            return "whatever", True
        return (self.model.current.get(part), True) if sees == "right" else (WRONG, False)

    @rule(part=_PART, number=_FILE, sees=_SEES)
    def upload(self, part: str, number: int, sees: str) -> None:
        """A file, perhaps one that was there before."""
        file = File(CITY, part, number)
        expected, right = self._expected(part, sees)
        before = self.model.kept(file)
        if not right and (before is None or self.model.current.get(part) != before):
            with pytest.raises(StaleError):
                file.save(expected=expected)
            return
        stored = file.save(expected=expected)
        assert stored.new is (before is None)
        assert stored.version_id == before or stored.version_id not in self.model.files
        self.model.files[stored.version_id] = file
        self.model.current[part] = stored.version_id
        self.model.told.append(("upload" if stored.new else "again", stored.version_id))

    @rule(pick=_PICK, sees=_SEES)
    def make_current(self, pick: int, sees: str) -> None:
        """Another version current again."""
        if not self.model.files:
            with pytest.raises(UnknownVersionError):
                versions.make_current(WRONG, who=WHO)
            return
        number = sorted(self.model.files)[pick % len(self.model.files)]
        part = self.model.files[number].part
        expected, right = self._expected(part, sees)
        if number in self.model.deleted:
            with pytest.raises(PurgedError):
                versions.make_current(number, who=WHO, expected=expected)
        elif self.model.current.get(part) == number:
            versions.make_current(number, who=WHO, expected=expected)
        elif not right:
            with pytest.raises(StaleError):
                versions.make_current(number, who=WHO, expected=expected)
        else:
            versions.make_current(number, who=WHO, expected=expected)
            self.model.current[part] = number
            self.model.told.append(("undo", number))

    @rule(part=_PART, sees=_SEES)
    def withdraw(self, part: str, sees: str) -> None:
        """No version current any more."""
        expected, right = self._expected(part, sees)
        before = self.model.current.get(part)
        if before is None or not right:
            with pytest.raises((UnknownVersionError, StaleError)):
                versions.withdraw(CITY, KIND, part, who=WHO, expected=expected)
            return
        versions.withdraw(CITY, KIND, part, who=WHO, expected=expected)
        del self.model.current[part]
        self.model.told.append(("withdraw", before))

    @rule(pick=_PICK)
    def purge(self, pick: int) -> None:
        """A table deleted for good."""
        if not self.model.files:
            return
        number = sorted(self.model.files)[pick % len(self.model.files)]
        gone = purge.purge(CITY, version_ids=[number], who=WHO, reason="")
        assert gone.version_ids == (() if number in self.model.deleted else (number,))
        if gone.version_ids:
            self.model.deleted.add(number)
            self.model.current = {part: one for part, one in self.model.current.items() if one != number}
            self.model.told.append(("purge", number))

    @invariant()
    def same(self) -> None:
        """The store is what the model is."""
        history = versions.history(CITY)
        assert [version.id for version in history] == sorted(self.model.files, reverse=True)
        assert {version.id for version in history if version.purged_at} == self.model.deleted
        assert {part: versions.current_id(CITY, KIND, part) for part in PARTS} == {
            part: self.model.current.get(part) for part in PARTS
        }
        kept = [file for number, file in self.model.files.items() if number not in self.model.deleted]
        assert inspection.lost(kept) == []
        told = [(entry.action, entry.version_id) for entry in audit.entries(CITY, limit=1000)]
        assert told[::-1] == self.model.told


def rows(trials: int) -> Iterator[Row]:
    """Go so many ways; the first that the model knows otherwise is shown."""
    wrong = ""
    try:
        tried(Sequence, trials)
    except (AssertionError, pytest.fail.Exception) as error:
        wrong = str(error).splitlines()[0] if str(error) else type(error).__name__
    yield Row("undo against a model", trials, wrong or "no sequence differs", "no sequence differs", not wrong)


def tried(sequence: type[Sequence], trials: int) -> None:
    """Go so many ways; raises what the first one that goes wrong raises."""
    with places.sqlite() as fresh:
        address = fresh()
        with places.at(address):
            versions.history(CITY)
        ready = Path(address.removeprefix("sqlite:///"))
        machine = type(sequence.__name__, (sequence,), {"ready": staticmethod(lambda: ready)})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=trials,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                derandomize=True,
                report_multiple_bugs=False,
                phases=(Phase.generate,),  # making a failure short takes minutes
                suppress_health_check=list(HealthCheck),
            ),
        )

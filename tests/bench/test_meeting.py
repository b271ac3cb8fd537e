"""A meeting at which many write at once, on the real server: every word is kept, and all see it."""

import sys

import pytest

from bench import meeting
from bench.server import PEERS, served
from shiensys.store import cities, database
from tests import city_of


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Eight people write for five seconds."""
    store = {database.VARIABLE: f"sqlite:///{tmp_path_factory.mktemp('meeting') / 'test.sqlite3'}"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, store[database.VARIABLE])
        with database.transaction() as connection:
            cities.register(connection, city_of.RECORD)
        code = city_of.RECORD.code
        meeting.prepare(store, code)
        with served(PEERS / "board_page.py", PYTHONPATH=":".join(sys.path), **store) as server:
            yield meeting.play(
                server, f"meeting={meeting.MEETING}", store, people=8, seconds=5, code=code, note_seconds=2
            )


def test_nothing_is_lost(played):
    assert played.failed == []
    assert played.notes >= 8
    assert played.lost == 0
    assert played.unseen == 0

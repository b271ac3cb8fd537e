"""The demonstration's programme: what the two cities publish stands there, and all else is marked as made up."""

import tomllib
from pathlib import Path

import pytest

from shiensys.tables.programme import KINDS

FOLDER = Path(__file__).parents[2] / "data" / "programme"
PAGES = ("周南市ホームページ", "徳島市ホームページ")


def rows(slug, kind):
    return tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))[kind]


def test_tokushima_has_one_and_five_and_five_coordinators_for_all_23_districts():
    posts = rows("tokushima", "posts")
    assert [(post["tier"], post["persons"], len(post.get("districts", ()))) for post in posts] == [
        (1, 1, 0), (2, 5, 11), (2, 5, 12),
    ]  # fmt: skip
    assert len({name for post in posts for name in post.get("districts", ())}) == 23


def test_shunans_first_tier_met_twice_and_once_by_post():
    met = {each["id"]: each for each in rows("shunan", "meetings") if not each.get("made_up")}
    assert [(str(each["begins"].date()), each["form"]) for each in met.values()] == [
        ("2019-01-19", "in_person"), ("2020-02-15", "in_person"), ("2021-02-06", "by_post"),
    ]  # fmt: skip
    came = [each for each in rows("shunan", "attendances") if each["meeting_id"] == "meeting-2019-01"]
    assert len(came) == 11


def test_shunans_presentation_had_300_seats_and_sign_language():
    (event,) = [each for each in rows("shunan", "events") if each["id"] == "event-2019"]
    assert (event["begins"].date().isoformat(), event["capacity"]) == ("2019-12-07", 300)
    assert "手話通訳" in event["access"]


@pytest.mark.parametrize("slug", ["shunan", "tokushima"])
def test_whatever_no_page_says_is_marked(slug):
    told = tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    assert set(told) <= set(KINDS)
    for kind, records in told.items():
        for record in records:
            assert record.get("made_up") or record["source"].startswith(PAGES), (kind, record["id"])


@pytest.mark.parametrize("slug", ["shunan", "tokushima"])
def test_requests_and_what_was_said_are_made_up(slug):
    assert all(each["made_up"] for kind in ("requests", "notes", "voices", "matches") for each in rows(slug, kind))

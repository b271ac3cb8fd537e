"""After the time that was agreed, somebody is reminded of the answers that are still kept."""

import datetime as dt
from dataclasses import replace

import pytest

from shiensys.store import audit, purge, retention, versions
from shiensys.store.retention import RetentionError
from tests.store.loads import LOAD, SURVEY

pytestmark = pytest.mark.usefixtures("city")


def test_answers_are_due_on_the_day_the_months_are_over_and_not_before():
    stored = versions.save(SURVEY)
    versions.save(LOAD)
    retention.set_months(12, who="佐藤")
    loaded = versions.version(stored.version_id).loaded_at.astimezone(dt.timezone(dt.timedelta(hours=9))).date()
    day = loaded.replace(year=loaded.year + 1, day=min(loaded.day, 28))
    last = day if day.day == loaded.day else day + dt.timedelta(days=4)
    assert [one.id for one in retention.due("22212", last)] == [stored.version_id]
    assert retention.due("22212", day - dt.timedelta(days=1)) == ()
    assert retention.due("36201", last) == ()


def test_what_was_deleted_is_due_no_more():
    versions.save(SURVEY)
    versions.save(replace(SURVEY, part="R4"))
    gone = purge.purge("22212", version_ids=None, who="佐藤", reason="期限")
    assert len(gone.version_ids) == 2
    assert retention.due("22212", dt.date(2100, 1, 1)) == ()


def test_the_period_is_five_years_until_somebody_says_otherwise():
    assert retention.months() == 60
    retention.set_months(36, who="佐藤")
    assert retention.months() == 36
    told = audit.entries()[0]
    assert (told.action, told.who, told.details) == ("retention", "佐藤", {"months": 36})


@pytest.mark.parametrize("months", [0, -1, 601])
def test_a_period_that_cant_be_is_refused(months):
    with pytest.raises(RetentionError, match="600か月"):
        retention.set_months(months, who="佐藤")
    assert retention.months() == 60

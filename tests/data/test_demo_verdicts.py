"""What a visitor sees of the demonstration cities: every verdict, for every kind that has one."""

import pytest

from shiensys.answers.answer import Balance
from shiensys.answers.balance import balance
from shiensys.city import City

CODES = ("36201", "35215")
KINDS = ("meals", "shopping", "transport", "housework", "rubbish", "garden")
Balances = dict[tuple[str, str], Balance]  # by city's code and kind


@pytest.fixture(scope="module")
def balances(cities: dict[str, City]) -> Balances:
    kinds = ("salon", "snow", *KINDS)
    return {(code, kind): balance(city, kind) for code, city in cities.items() for kind in kinds}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_short_somewhere_and_open_elsewhere(balances: Balances, code: str, kind: str) -> None:
    counts = balances[code, kind].counts
    assert counts["short"] >= 3
    assert counts["between"] >= 5
    assert counts["unknown"] >= 1


@pytest.mark.parametrize("code", CODES)
def test_help_is_enough_in_some_districts(balances: Balances, code: str) -> None:
    assert sum(balances[code, kind].counts["enough"] for kind in KINDS) >= 5


def told(balances: Balances, code: str) -> set[str]:
    every = [balances[code, kind].table["reasons"] for kind in ("salon", "snow", *KINDS)]
    return {reason for reasons in every for cell in reasons for reason in cell.split(";") if reason}


def test_every_reason_for_not_knowing_is_there(balances: Balances) -> None:
    usual = {"not_complete", "capacities_unknown", "stale", "not_applicable"}
    assert told(balances, "36201") == usual
    assert told(balances, "35215") == usual | {"protected"}  # an island with few answers and no neighbour


@pytest.mark.parametrize("code", CODES)
def test_few_answers_and_districts_put_together_are_there_to_be_seen(balances: Balances, code: str) -> None:
    table = balances[code, "shopping"].table
    assert table["need_state"].eq("few").sum() >= 2
    assert table["together"].ne("").sum() >= 2
    assert table.loc[table["need_state"] == "few", "need"].notna().all()


@pytest.mark.parametrize("code", CODES)
def test_meeting_places_are_short_nearly_everywhere(balances: Balances, code: str) -> None:
    assert balances[code, "salon"].counts["short"] >= 15


def test_snow_is_a_matter_of_the_mountains_alone(balances: Balances) -> None:
    assert balances["36201", "snow"].counts["unknown"] == 23
    snowy = balances["35215", "snow"].table.set_index("name")["verdict"]
    assert snowy["鹿野"] == "short"
    assert snowy["中央"] == "unknown"


def test_every_district_of_the_files_is_known(cities: dict[str, City]) -> None:
    for city in cities.values():
        assert set(city.unplaced) <= {"resources"}  # three resources serve nobody knows whom
        assert len(city.districts) == {"36201": 23, "35215": 31}[city.record.code]

"""Sentences, dates, persons and shares as a council member reads them."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from babel.messages.pofile import read_po

from shiensys import text
from shiensys.text import LANGUAGES, LOCALE_FOLDER, date, persons, say, share, speaking


def entries(language: str, domain: str) -> dict[str, str]:
    with (LOCALE_FOLDER / language / f"{domain}.po").open("rb") as source:
        return {m.id: m.string for m in read_po(source, locale=language) if m.id}


DOMAINS = sorted(path.stem for path in (LOCALE_FOLDER / "ja").glob("*.po"))


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_sentence_is_missing_in_either_language(domain):
    ja, en = (entries(language, domain) for language in LANGUAGES)
    assert ja
    assert set(ja) == set(en)
    assert [key for key in ja if not ja[key] or not en[key]] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_fill_the_same_places(domain):
    ja, en = (entries(language, domain) for language in LANGUAGES)
    places = re.compile(r"\{(\w+)")
    assert {k: set(places.findall(v)) for k, v in ja.items()} == {k: set(places.findall(v)) for k, v in en.items()}


def test_every_language_has_the_same_catalogues():
    assert {p.name for p in (LOCALE_FOLDER / "ja").iterdir()} == {p.name for p in (LOCALE_FOLDER / "en").iterdir()}


def test_an_unknown_sentence_is_an_error_and_not_printed_as_its_key():
    with pytest.raises(LookupError):
        say("common.no_such_sentence")


def test_dates_follow_the_calendar_of_the_language():
    assert date(dt.date(2019, 4, 30)) == "平成31年4月30日"
    assert date(dt.date(2019, 5, 1)) == "令和元年5月1日"
    with speaking("en"):
        assert date(dt.date(2019, 5, 1)) == "May 1, 2019"


def test_persons_are_whole_and_shares_have_one_decimal():
    assert persons(12.5) == "13人"
    assert share(0.29349) == "29.3%"
    with speaking("en"):
        assert persons(1234) == "1,234 people"


def test_the_day_is_that_of_japan_wherever_the_server_stands(monkeypatch):
    class AtFourInLondon(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime(2026, 3, 31, 16, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(text, "dt", SimpleNamespace(datetime=AtFourInLondon))
    assert text.today() == dt.date(2026, 4, 1)

"""Text whose encoding nobody states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.intake.findings import RefusedError, Where
from shiensys.intake.sheets.decode import decoded, undoubled

WHERE = Where("a.csv")
JAPANESE = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=1)  # hiragana


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_what_offices_save_is_read(encoding):
    assert decoded("八万,①㈱髙".encode(encoding), WHERE).text == "八万,①㈱髙"


def test_text_in_no_known_encoding_is_refused():
    with pytest.raises(RefusedError, match="文字化けしていて読めません"):
        decoded(bytes(range(0x80, 0x100)), WHERE)


def test_text_that_lost_characters_for_good_is_refused():
    with pytest.raises(RefusedError, match="文字化けしていて読めません"):
        decoded("地区名,\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}".encode(), WHERE)


def test_double_decoding_is_undone_and_said():
    garbled = "埼玉県".encode().decode("cp932")
    assert garbled == "蝓ｼ邇臥恁"
    found = decoded(f"N03_001\n{garbled}\n".encode(), WHERE)
    assert (found.text, found.recovered) == ("N03_001\n埼玉県\n", True)


def test_a_last_character_that_was_lost_comes_back_where_it_is_a_place_name():
    assert undoubled("辭願ｰｷ蟶") == "熊谷市"


def test_sound_names_beside_garbled_ones_stay():
    assert undoubled('"曜日": "火・金", "県": "蝓ｼ邇臥恁"') == '"曜日": "火・金", "県": "埼玉県"'


@given(JAPANESE)
def test_sound_japanese_is_never_taken_for_garbled(text):
    assert undoubled(text) is None


@given(JAPANESE)
def test_doubled_japanese_comes_back_whole(text):
    doubled = text.encode().decode("cp932", "ignore")
    if doubled.encode("cp932") == text.encode():  # nothing was lost on the way
        assert undoubled(doubled) == text

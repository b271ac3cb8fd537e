"""What was said of a file's headings counts for the next file of that shape, and for no other."""

import pytest

from shiensys.store import mappings

pytestmark = pytest.mark.usefixtures("empty_store")


def test_a_mapping_is_remembered_for_its_kind_and_shape():
    mappings.remember("survey", "abc", {"area": "圏域"}, who="佐藤")
    assert mappings.remembered("survey", "abc") == {"area": "圏域"}
    assert mappings.remembered("survey", "abd") == {}
    assert mappings.remembered("resources", "abc") == {}


def test_the_last_word_counts():
    mappings.remember("survey", "abc", {"area": "圏域"}, who="佐藤")
    mappings.remember("survey", "abc", {"area": "地区"}, who="田中")
    assert mappings.remembered("survey", "abc") == {"area": "地区"}

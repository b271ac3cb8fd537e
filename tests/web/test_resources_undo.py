"""The last change of an entry taken back: to what somebody else had written, and then to the list's own words."""

from shiensys.store import records
from shiensys.tables.programme import Edit
from shiensys.web.resources.sure import previous
from tests import stored

CODE = "22212"


def test_what_was_before_the_last_change_comes_back(empty_store):
    stored.store("population", stored.city_of.population({"港": 10}))
    first = Edit(id="a", cells={"fee": "100円"}, was={"fee": None})
    records.add(CODE, first, who="甲")
    assert previous(CODE, "a") is None
    records.change(CODE, Edit(id="a", cells={"fee": "300円"}, was={"fee": None}), revision=1, who="乙")
    assert previous(CODE, "a") == first
    records.remove(CODE, Edit, "a", revision=2, who="乙")
    records.add(CODE, Edit(id="a", cells={"fee": "500円"}), who="甲")
    assert previous(CODE, "a") is None

"""How large a file may be: one setting, asked before anything of the file is opened."""

import pytest

from shiensys.intake.cage import cage, door, limits
from shiensys.intake.findings import RefusedError
from shiensys.intake.readers import KINDS
from shiensys.intake.upload import Upload


@pytest.mark.parametrize(
    ("setting", "survey", "others"),
    [("", 300, 100), ("50", 50, 50), ("50,survey=60", 60, 50), (" 50 , survey = 60 ", 60, 50), ("survey=60", 60, 100)],
)
def test_the_setting(monkeypatch, setting, survey, others):
    monkeypatch.setenv(limits.VARIABLE, setting)
    assert limits.limit_bytes("survey") == survey << 20
    assert limits.limit_bytes("resources") == others << 20


@pytest.mark.parametrize("setting", ["large", "1.5", "-1", "0", "survey=", "50;60", "５０"])
def test_a_setting_that_says_nothing(monkeypatch, setting):
    monkeypatch.setenv(limits.VARIABLE, setting)
    with pytest.raises(limits.SettingError, match="SHIENSYS_UPLOAD_MB"):
        limits.limit_bytes("survey")


def test_the_default_names_kinds_that_there_are():
    named = {entry.partition("=")[0] for entry in limits.DEFAULT.split(",") if "=" in entry}
    assert named <= set(KINDS)


def test_a_file_that_is_too_large_is_refused_before_a_cell_is_made(monkeypatch):
    monkeypatch.setenv(limits.VARIABLE, "1")
    monkeypatch.setattr(cage, "own", None)
    parts = Upload.of_several({"a.shp": b"x" * (1 << 20), "a.dbf": b"x"})
    with pytest.raises(RefusedError) as error:
        door.read("districts", parts, None)
    assert str(error.value).startswith("a.shp: ファイルが大きすぎます(2MB)。1MBまで")


def test_a_file_of_just_the_limit_is_not_too_large(monkeypatch):
    monkeypatch.setenv(limits.VARIABLE, "1")
    limits.check_size("districts", Upload.of("a.csv", b"x" * (1 << 20)))

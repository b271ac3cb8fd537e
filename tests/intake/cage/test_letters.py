"""Values that cross the cage's wall: our own come out as they went in, all else is turned down."""

import dataclasses
import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.intake.cage import letters, wire
from shiensys.intake.findings import Finding, Severity, Where
from shiensys.intake.look import Look, Seen
from shiensys.intake.packed import Packed
from shiensys.intake.request import Request, Said


def through(kind, value):
    return letters.read(kind, json.loads(json.dumps(letters.written(value))))


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates()
findings = st.builds(
    Finding,
    code=st.text(max_size=20),
    severity=st.sampled_from(Severity),
    where=st.builds(Where, st.text(), st.text(), st.none() | st.integers(), st.text()),
    values=st.dictionaries(st.text().filter(lambda key: key != "day"), plain | st.lists(plain, max_size=3), max_size=3),
    rows=st.lists(st.integers(), max_size=4).map(tuple),
)


@given(st.lists(findings, max_size=3).map(tuple))
def test_findings_come_out_as_they_went_in(found):
    assert through(tuple[Finding, ...], found) == found


def test_a_look_comes_out_as_it_went_in():
    look = Look(
        "入力", 3, 12, (Seen("地区名", ("内町", "新町"), "area"), Seen("備考", (), None)), ("area", "date"), "ab12"
    )
    assert through(Look, look) == look


def test_what_is_said_comes_out_as_it_went_in():
    said = Said(crs="EPSG:6668", mapping={"area": "地区"}, date=dt.date(2026, 3, 31), survey="令和7年度")
    assert through(Said, said) == said


def test_numbers_of_tables_become_numbers():
    assert letters.written([np.int64(3), np.float64(0.5), pd.Timestamp(2026, 4, 1), True]) == [
        3,
        0.5,
        {"day": "2026-04-01"},
        True,
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (int, "1"),
        (int, True),
        (str, 1),
        (str, "x" * 20_001),
        (tuple[int, ...], [1] * 20_001),
        (tuple[int, ...], {"0": 1}),
        (tuple[float, float], [1.0]),
        (dt.date, {"day": "2026-02-30"}),
        (dt.date, "2026-02-03"),
        (Where, {"sheet": "without a file"}),
        (Where, ["a.csv"]),
        (Severity, 7),
        (int | None, "1"),
        (object, [[[[[[[[1]]]]]]]]),
        (dict[str, str], {"a": 1}),
    ],
)
def test_what_is_of_another_type_is_turned_down(kind, value):
    with pytest.raises(letters.LetterError):
        letters.read(kind, value)


def test_every_field_that_crosses_the_wall_has_a_type_that_can():
    """A field of a new type would be lost in silence otherwise."""
    for kind in (Finding, Where, Look, Seen):
        for field in dataclasses.fields(kind):
            assert "DataFrame" not in str(field.type), (kind, field.name)
    frames = {field.name for field in dataclasses.fields(Request) if "DataFrame" in str(field.type)}
    assert frames <= {field.name for field in dataclasses.fields(Request) if field.default is None}
    assert {"content", "look"} < {field.name for field in dataclasses.fields(Packed)}


@given(st.lists(st.tuples(st.dictionaries(st.text(), st.integers() | st.text(), max_size=2), st.binary()), max_size=4))
def test_frames_come_out_whole_however_they_are_cut(sent):
    stream = b"".join(wire.head_bytes(head, len(body)) + body for head, body in sent)
    frames = wire.Frames()
    got = [frame for at in range(len(stream)) for frame in frames.fed(stream[at : at + 1])]
    assert [(frame.head, frame.body) for frame in got] == sent


@pytest.mark.parametrize("stream", [b"\xff" * 12, b"\0\0\0\2" + b"\0" * 8 + b"[]", b"\0\0\0\1" + b"\0" * 8 + b"{"])
def test_what_is_no_frame_is_turned_down(stream):
    with pytest.raises(wire.WireError):
        list(wire.Frames().fed(stream))


def test_a_text_that_is_too_long_is_cut_where_it_is_written():
    cut = letters.written("x" * 40_000)
    assert letters.read(str, cut) == "x" * (letters.LONGEST_TEXT - 1) + "…"
    with pytest.raises(letters.LetterError):
        letters.read(str, "x" * (letters.LONGEST_TEXT + 1))

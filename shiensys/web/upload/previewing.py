"""What saving would change on the map, shown before anything is saved."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from shiensys import answers, gathering, loading
from shiensys.answers.standing import Standing
from shiensys.city import City
from shiensys.errors import UnknownCityError
from shiensys.intake.packed import Packed
from shiensys.show import changes as shown
from shiensys.show import export, maps
from shiensys.store import versions
from shiensys.store.versions import Version
from shiensys.text import language, say
from shiensys.web import data, map_view, markup
from shiensys.web.upload import sitting
from shiensys.web.upload.sitting import Preview, Target

NOT_STORED = 0  # no version has this number
PIN = "●"
MOST_ROWS = 200  # of what changes, in the table
ON_THE_MAP = ("resources", "address-points")  # kinds whose rows are places


def show(target: Target, packed: Packed) -> Preview:
    """Show what will change; worked out once for a file."""
    st.html(markup.block("h2", say("upload.preview"), "part"))
    preview = sitting.now().preview
    if preview is None:
        with st.spinner(say("upload.previewing")):
            preview = _preview(target, packed)
        sitting.change(preview=preview)
    st.html(markup.listing(preview.changes.headline, "says"))
    if preview.ground is not None:
        st.html(markup.legend(say("upload.preview_legend"), shown.classes(preview.changes)))
        with st.container(key="preview-ground"):
            paint = shown.paint(preview.changes, preview.names)
            map_view.still(preview.ground, paint, preview.pins, key=f"preview-{sitting.now().round}")
    if not preview.changes.table.empty:
        _table(preview)
    st.html(markup.listing(preview.changes.notes, "notes"))
    return preview


def _preview(target: Target, packed: Packed) -> Preview:
    """Work out what would change if the table were stored; nothing is."""
    record = loading.record_for(target.code, replace(sitting.now().said, name=target.name), packed)
    expected = versions.current_id(target.code, target.kind, packed.part)
    table = packed.table
    replaced = versions.tables([expected]) if expected is not None else {}
    kinds = answers.touched(target.kind, [table, *replaced.values()])
    after = gathering.with_table(record, _version(target, packed), table)
    drawn = answers.boundaries(after)
    return Preview(
        record=record,
        expected=expected,
        changes=answers.changes(_now(target.code, kinds), answers.standing(after, kinds)),
        ground=None if drawn is None else maps.ground(drawn),
        names={} if drawn is None else dict(zip(drawn["unit_id"], drawn["name"], strict=True)),
        pins=maps.pins(answers.placed(after), PIN) if target.kind in ON_THE_MAP else [],
    )


def _version(target: Target, packed: Packed) -> Version:
    """Describe the version that the table would be."""
    upload = sitting.now().upload
    return Version(
        id=NOT_STORED,
        city=target.code,
        kind=target.kind,
        part=packed.part,
        file_name=upload.name if upload else "",
        source=packed.source,
        rows=packed.rows,
        table_sha256="",
        loaded_at=dt.datetime.now(dt.UTC),
        loaded_by="",
    )


def _now(code: str, kinds: tuple[str, ...]) -> Standing | None:
    """Give what is said of the city now; None before its first file."""
    try:
        city = data.current(code)
    except UnknownCityError:
        return None
    return _standing(city.version, code, language(), kinds, city)


@st.cache_resource(max_entries=data.KEPT, show_spinner=False)
def _standing(version: str, code: str, tongue: str, kinds: tuple[str, ...], _city: City) -> Standing:
    return answers.standing(_city, kinds)


def _table(preview: Preview) -> None:
    """Write what changes by district, before beside after."""
    table = preview.changes.table
    cut = replace(preview.changes, table=table.head(MOST_ROWS))
    with st.expander(say("upload.preview_table", n=len(table))):
        st.html(markup.table(export.readable(cut), preview.changes.title))
        if len(table) > MOST_ROWS:
            st.html(markup.block("p", say("upload.more", n=len(table) - MOST_ROWS), "hint"))

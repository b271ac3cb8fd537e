"""Nothing that coordinators and councils keep to themselves is sent to those without rights: no frame, no page."""

import datetime as dt
import re
from urllib.parse import quote

import pytest

from shiensys.store import records
from shiensys.tables import programme as told
from tests.browser import canaries
from tests.browser.fixtures import FIRST_VIEW_MS, serving

pytestmark = pytest.mark.browser

NOON = dt.datetime(2026, 9, 1, 3, tzinfo=dt.UTC)
DAY = NOON.date()
COUNCIL, PAPER = quote("話し合い"), "みんなが読める記録"
MEETINGS = (("planned", "open", False), ("closed", "closed", False), ("published", "closed", True))
PAGES = {
    "maps": "/",
    "resources": f"/?page={quote('支え合い資源')}",
    "people": f"/?page={quote('体制')}",
    "contacts": f"/?page={quote('体制')}&who={quote('連絡先')}",
    "matching": f"/?page={quote('つなぐ')}&task={quote('相談・依頼')}",
    "meetings": f"/?page={COUNCIL}",
    "proposals": f"/?page={COUNCIL}&part={quote('市全体への提案')}",
    "voices": f"/?page={COUNCIL}&part={quote('「うちの地区は違う」')}",
    "a planned meeting": f"/?page={COUNCIL}&meeting=planned",
    "a closed meeting": f"/?page={COUNCIL}&meeting=closed",
    "a published meeting": f"/?page={COUNCIL}&meeting=published",
}
WRITTEN = re.compile(rb"kanaria[a-z]+")


def kept():
    """Everything that is nobody else's business, each with a word of its own; and one meeting that everybody reads."""
    planned = {"meeting_id": "planned", "question": "trouble"}
    yield told.Body(id="body", name="社協", kind="social_welfare_council")
    yield told.Council(id="council", name="みなと協議体", tier=2, districts=())
    for name, state, published in MEETINGS:
        words = {} if published else {each: f"kanaria{each}{name}" for each in ("agenda", "contents")}
        title = PAPER if published else f"kanariatitle{name}"
        held = {"title": title, "begins": NOON, "state": state, "published": published}
        yield told.Meeting(id=name, council_id="council", **held, **words)
    yield told.Attendance(id="came", meeting_id="closed", name="kanariabody")
    yield told.Note(id="note", text="kanarianote", author="kanariaauthor", said_at=NOON, **planned)
    yield told.Draft(id="planned/trouble/w", writer="w", text="kanariadraft", **planned)
    yield told.Draft(
        id="published/trouble/w", meeting_id="published", question="trouble", writer="w", text="kanarialeft"
    )
    yield told.Vote(id="vote", option="kanariaoption", hands=3, **planned)
    yield told.Decision(id="decided", meeting_id="closed", what="kanariadecision", who="kanariawho")
    yield told.Proposal(id="proposed", council_id="council", meeting_id="closed", text="kanariaproposal", proposed=DAY)
    yield told.Request(id="asked", received=DAY, district="d0", kind="shopping", note="kanariarequest")
    yield told.Match(id="brought", district="d0", kind="shopping", resource_id="r", began=DAY, note="kanariamatch")
    yield told.Voice(id="voice", district="d0", view="needs", text="kanariavoice", author="kanariaseat", said_at=NOON)
    yield told.Contact(id="inside", body_id="body", name="kanariacontact", public=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Fill a store with a city and its records."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHIENSYS_DATABASE_URL", f"sqlite:///{folder / 'store.sqlite3'}")
        with serving(folder / "store.sqlite3", *canaries.write(folder)[:2]) as address:
            for each in kept():
                records.add(canaries.CITY, each, who="lead@city.example")
            yield address, folder / "store.sqlite3"


@pytest.fixture(scope="module")
def public(store):
    """Serve the same store to everybody who comes, nobody with rights."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
        with serving(store[1]) as address:
            yield address


def sent(browser, address, views):
    """Open views one after the other; gives the canaries of everything that was sent, and how much that was."""
    found: set[str] = set()
    looked = [0]

    def look(content):
        content = content.encode() if isinstance(content, str) else content
        looked[0] += len(content)
        found.update(word.decode() for word in WRITTEN.findall(content))

    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="ja-JP")
    page.set_default_timeout(FIRST_VIEW_MS)
    page.on("websocket", lambda line: line.on("framereceived", look))
    for view in views:
        page.goto(address + view)
        page.locator(".answer h1, .page-title, [data-testid=stAlert]").first.wait_for()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        look(page.content())
    page.close()
    return found, looked[0]


def test_nobody_without_rights_is_sent_what_is_kept_inside(browser, public):
    found, looked = sent(browser, public, PAGES.values())
    assert looked > 100_000
    assert found == set()


def test_those_with_rights_are_sent_it_so_the_search_can_find(browser, store):
    views = [PAGES[name] for name in ("a closed meeting", "voices")]
    found, _ = sent(browser, store[0], views)
    assert {"kanariabody", "kanariadecision", "kanariavoice"} <= found

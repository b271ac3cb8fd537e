"""A file from drop to map in a real Chromium: a clean one, a messy one, and one that means harm."""

from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import ROOT, serving
from tests.browser.waiting import pick, settled

pytestmark = pytest.mark.browser

CITY, NAME = "36201", "徳島市"
DEMO = ROOT / "data" / "tokushima"
PAGE = quote("データの取込")
UNITS = "path.leaflet-interactive[fill^='url']"
DROP = "[data-testid=stFileUploaderDropzoneInput]"
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "<script>document.title='run'</script>", "${alert(1)}",
    "[x](javascript:alert(1))", '<img src=x onerror="alert(1)">', "{{ 7 * 7 }}", ":red[x] $x^2$ **x**",
)  # fmt: skip
ENGLISH = ("Drag and drop", "Browse files", "per file", "Limit", "Upload", "Choose an option", "Press Enter", "Add:")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve a real city that holds its districts and nothing else."""
    load = ["load", "districts", str(DEMO / "districts.geojson"), "--city", CITY, "--name", NAME]
    with serving(tmp_path_factory.mktemp("store") / "upload.sqlite3", load) as served:
        yield served


def open_page(page, address, kind):
    page.goto(f"{address}/?page={PAGE}&loads={quote(kind)}")
    page.locator(DROP).wait_for(state="attached")


def shown_text(page):
    return page.locator(".stApp").inner_text()


def test_a_clean_file_goes_from_drop_to_map(page, address, requests):
    open_page(page, address, "地区別の人口")
    page.locator(DROP).set_input_files(DEMO / "population.csv")
    page.get_by_role("button", name="保存する").wait_for()
    assert "直すところはありませんでした" in shown_text(page)
    expect(page.frame_locator("iframe").locator(UNITS)).to_have_count(23)
    page.get_by_role("button", name="保存する").click()
    page.locator(".saved").wait_for()
    assert "「地区別の人口」を保存しました" in page.locator(".saved").inner_text()
    assert not [word for word in ENGLISH if word in shown_text(page).replace("English", "")]
    page.get_by_role("button", name="地図を見る").click()
    page.locator(".answer h1").wait_for()
    assert requests.elsewhere() == []
    assert requests.failed == []


def test_a_messy_file_is_mended_accepted_with_a_reason_and_saved(page, address, tmp_path):
    file = tmp_path / "台帳.csv"
    rows = "名称,支え合いの種類,対象地区,定員\n八万の会,買い物の手助け,八万,約20人\n,買い物の手助け,加茂,8\n"
    file.write_bytes(f"令和8年度 支え合いの一覧\n\n{rows}合計,,,28\n".encode("cp932"))
    open_page(page, address, "支え合いの台帳・場所の一覧")
    page.locator(DROP).set_input_files(file)
    page.get_by_text("読み取るときに直したところ").wait_for()
    assert "3行目" in page.locator("dl.taken").inner_text()
    assert page.get_by_role("button", name="保存する").count() == 0
    reason = page.locator("[class*=st-key-upload-reason] input").first
    pick(page, reason, page.get_by_role("option", name="内容を確かめて、問題がなかった"))
    page.get_by_role("button", name="残りも同じ理由にする").click()
    page.get_by_role("button", name="保存する").click()
    page.locator(".saved").wait_for()


def test_names_that_mean_harm_are_shown_as_written_and_do_nothing(page, address, tmp_path, requests):
    """In the file's name, its headings, its cells, the findings, the preview's table and the map's words."""
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    book = openpyxl.Workbook()
    book.active.append(["名称", "支え合いの種類", "対象地区", "経度", "緯度", *(f"{name}列" for name in HOSTILE)])
    for name in HOSTILE:
        book.active.append([f" {name}", "買い物の手助け", "八万", 134.54, 34.04, *HOSTILE])
    for row in book.active.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    file = tmp_path / "[x](javascript:alert(1))${alert(1)}<img src=x onerror=alert(1)>.xlsx"
    book.save(file)
    open_page(page, address, "支え合いの台帳・場所の一覧")
    page.locator(DROP).set_input_files(file)
    page.locator("dl.taken").wait_for()
    page.get_by_text("列の読み方を変える").click()
    page.get_by_role("button", name="この読み方で調べ直す").wait_for()
    text = shown_text(page)
    assert [name for name in HOSTILE if f"{name}列" not in text] == []
    page.get_by_text("列の読み方を変える").click()
    page.get_by_role("button", name="保存する").wait_for()
    pins = page.frame_locator("iframe").locator(".pin-symbol")
    pins.last.wait_for()
    pins.last.dispatch_event("click")
    settled(page)
    assert dialogs == []
    assert page.title() != "run"
    links = "[...document.querySelectorAll('a[href]')].map(link => link.href).filter(to => /javascript|evil/.test(to))"
    assert page.evaluate(links) == []
    assert page.locator("img[onerror]").count() == 0
    assert requests.elsewhere() == []

"""Signing in at a provider of the test's own: coordinators see the pages for loading, others maps alone."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from bench.ports import free_port
from tests.browser.fixtures import FIRST_VIEW_MS, ROOT, serving, wait_for

pytestmark = pytest.mark.browser

LOAD = ["load", "districts", str(ROOT / "data" / "tokushima" / "districts.geojson"), "--city", "36201"]
PEOPLE = {"lead@city.example": True, "guest@city.example": False}


@pytest.fixture(scope="module")
def provider():
    """Serve a provider of OpenID Connect that knows these people; gives its address."""
    port = free_port()
    known = [word for name in PEOPLE for word in ("--user-claims", json.dumps({"sub": name, "email": name}))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *known]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as server:  # of its own: what it imports warns, and warnings fail here
        try:
            wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def address(provider, tmp_path_factory):
    """Serve a city of boundaries alone, with sign-in."""
    folder, port = tmp_path_factory.mktemp("signed"), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        'cookie_secret = "a-secret-of-this-test-alone-0123456789"\n'
        'client_id = "shiensys"\nclient_secret = "a-secret-of-this-test-alone"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
        patch.setenv("SHIENSYS_COORDINATORS", "lead@city.example")
        with serving(folder / "city.sqlite3", LOAD, port=port):
            yield f"http://localhost:{port}"


@pytest.mark.parametrize(("name", "may_load"), PEOPLE.items())
def test_the_address_that_one_signs_in_with_says_which_pages_there_are(browser, address, name, may_load):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="ja-JP")
    page = context.new_page()
    page.set_default_timeout(FIRST_VIEW_MS)
    page.goto(address)
    page.get_by_role("button", name="サインイン").wait_for()
    expect(page.get_by_text("記録", exact=True)).to_have_count(0)
    page.get_by_role("button", name="サインイン").click()
    page.locator("input[name=sub]").fill(name)
    page.locator("form").locator("button, input[type=submit]").first.click()
    page.get_by_role("button", name="サインアウト").wait_for()
    page.get_by_text("いま、このまちは", exact=True).wait_for()
    expect(page.get_by_text("記録", exact=True)).to_have_count(int(may_load))
    page.get_by_role("button", name="サインアウト").click()
    page.wait_for_url("**/end_session**")  # the provider's own page
    page.goto(address)
    page.get_by_role("button", name="サインイン").wait_for()
    expect(page.get_by_text("記録", exact=True)).to_have_count(0)
    context.close()

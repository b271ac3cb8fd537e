"""The app as a process of its own with the demonstration cities, and a real Chromium that notes every request."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from bench.ports import free_port
from tests.demonstrated import fill

ROOT = Path(__file__).parents[2]
PLACES = ("chromium", "chromium-browser", "google-chrome")
START_SECONDS = 180
STOP_SECONDS = 15
FIRST_VIEW_MS = 120_000  # a shared machine is slow at times

expect.set_options(timeout=FIRST_VIEW_MS)  # its own five seconds are for quick machines


@dataclass
class Requests:
    """What a browser asked for: every address, and those that failed."""

    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def elsewhere(self):
        """Addresses on any other host."""
        inside = {"127.0.0.1", "localhost", ""}
        return [url for url in self.asked if (urlsplit(url).hostname or "") not in inside]


def chromium() -> str:
    """Find a Chromium; without one skip and say so, and fail in CI."""
    found = os.environ.get("SHIENSYS_CHROMIUM") or next(filter(None, map(shutil.which, PLACES)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("Chromium is missing: set SHIENSYS_CHROMIUM or install it")
    if found is None:
        pytest.skip("Chromium is missing: set SHIENSYS_CHROMIUM or install it to test in a real browser")
    return found


@contextmanager
def serving(store, *loads, port=None):
    """Serve the app over a store of its own, filled further by the command lines ``loads``; gives the address."""
    fill(store, *loads)
    environment = os.environ | {"SHIENSYS_DATABASE_URL": f"sqlite:///{store}", "PYTHONPATH": str(ROOT)}
    environment.pop("SHIENSYS_BASE_MAP", None)
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:  # a visitor's run may hold it up
                server.kill()


@pytest.fixture(scope="session")
def app(tmp_path_factory, demonstration):
    """Serve the demonstration cities on a free port; gives the address."""
    with serving(shutil.copy(demonstration, tmp_path_factory.mktemp("store"))) as address:
        yield address


def wait_for(address, server):
    """Wait until a process answers at its address; raises TimeoutError when it ended or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # no sandbox: tests may run as root
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def requests():
    return Requests()


@pytest.fixture
def page(browser, requests) -> Page:
    opened = browser.new_page(viewport={"width": 1280, "height": 720}, locale="ja-JP")
    opened.set_default_timeout(FIRST_VIEW_MS)
    opened.on("request", lambda request: requests.asked.append(request.url))
    opened.on("requestfailed", lambda request: requests.failed.append(request.url))
    opened.on("response", lambda answer: answer.status >= 400 and requests.failed.append(answer.url))
    yield opened
    opened.close()

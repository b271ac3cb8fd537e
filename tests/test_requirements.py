"""What is imported is pinned, and what is pinned is imported or run."""

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OWN = {"shiensys", "tests", "bench", "faults", "demo_maker", "pages"}
NOT_IMPORTED = {"pandas-stubs", "types-shapely", "pytest-xdist", "oidc-provider-mock"}  # types; pytest -n; a server


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith(("#", "-"))]
    return {same(package): version for package, version in pairs}


def same(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@cache
def installed() -> dict[str, list[str]]:
    """Give the packages that each module comes from."""
    return dict(packages_distributions())


@cache
def used(*folders: str) -> set[str]:
    """Name the packages that files under folders import."""
    paths = [path for folder in folders for path in ((ROOT / folder).rglob("*.py"))]
    modules: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add(str(node.module).partition(".")[0])
            elif isinstance(node, ast.Constant) and node.value == "js_lib_leaflet":
                modules.add("js_lib_leaflet")  # its files are served, nothing of it is run
    beside = {path.stem for path in paths}
    homes = installed()
    outside = {module for module in modules if module not in sys.stdlib_module_names} - OWN - beside
    return {same(homes[module][0]) if module in homes else module for module in outside}


def test_the_program_imports_just_what_requirements_pin():
    # streamlit from app.py, and what it signs people in with; SQLAlchemy loads the drivers by the address
    run = {"streamlit", "authlib", "httpx", "psycopg", "psycopg-binary"}
    assert used("shiensys", "pages") | run == set(pins("requirements.txt"))


def test_tests_and_benches_import_only_what_is_pinned():
    pinned = set(pins("requirements.txt")) | set(pins("requirements-dev.txt"))
    assert used("shiensys", "pages", "tests", "bench", "faults", "data") <= pinned


def test_nothing_is_pinned_for_developers_that_nobody_uses():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for package in set(pins("requirements-dev.txt")) - NOT_IMPORTED:
        assert package in used("tests", "bench", "faults", "data") or f"-m {package}" in makefile, package


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_stands_among_all_versions(name):
    everything = pins("constraints.txt")
    assert {package: everything.get(package) for package in pins(name)} == pins(name)

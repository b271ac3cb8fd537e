"""Every sentence that the program says is in the catalogues, and no sentence is there that it never says."""

import ast
import csv
import re
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from shiensys.text import LOCALE_FOLDER

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "shiensys").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
DOMAINS = sorted(path.stem for path in (LOCALE_FOLDER / "ja").glob("*.po"))
KEY = re.compile(rf"(?:{'|'.join(DOMAINS)})(?:\.[a-z0-9_-]+)+")
FINDINGS = {"refuse", "refuse_rows", "mended", "noted", "in_one_line"}  # their first word is the code of a finding


def keys_of(domain: str) -> set[str]:
    with (LOCALE_FOLDER / "ja" / f"{domain}.po").open("rb") as source:
        return {str(message.id) for message in read_po(source) if message.id}


@lru_cache
def known() -> frozenset[str]:
    return frozenset(key for domain in DOMAINS for key in keys_of(domain))


@lru_cache
def nodes() -> tuple[ast.AST, ...]:
    return tuple(node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@lru_cache
def texts() -> frozenset[str]:
    """All texts of the program, and the words of the reference tables, from which keys are put together."""
    pieces = {id(part) for node in nodes() if isinstance(node, ast.JoinedStr) for part in node.values}
    constants = [node for node in nodes() if isinstance(node, ast.Constant) and id(node) not in pieces]
    written = {node.value for node in constants if isinstance(node.value, str)}
    for path in (ROOT / "data" / "reference").rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            written |= {cell for row in csv.reader(lines) for cell in row}
    return frozenset(written | {text.translate({ord(" "): "_", ord("-"): "_"}) for text in written})


def pattern_of(node: ast.JoinedStr) -> str:
    """Turn f"answers.reason.{code}" into a pattern."""
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.*)" for part in node.values)


@lru_cache
def patterns() -> frozenset[str]:
    """All texts that are put together of a fixed part and others."""
    found = {pattern_of(node) for node in nodes() if isinstance(node, ast.JoinedStr)}
    return frozenset(pattern for pattern in found if re.search(r"[a-z0-9]", pattern) and not re.search(r"\s", pattern))


@lru_cache
def key_patterns() -> frozenset[str]:
    return frozenset(pattern for pattern in patterns() if re.match(rf"(?:{'|'.join(DOMAINS)})\\\.", pattern))


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


@lru_cache
def said_of_files() -> frozenset[str]:
    """Give the keys of findings whose code is written where they are found."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and called(node) in FINDINGS and node.args]
    codes = [node.args[0].value for node in calls if isinstance(node.args[0], ast.Constant)]
    return frozenset(f"intake.finding.{code}" for code in codes)


def is_made(word: str) -> bool:
    """Tell whether a word is written out, or put together of words that are."""
    matches = (re.fullmatch(pattern, word) for pattern in patterns() - key_patterns())
    return word in texts() or any(match and all(part in texts() for part in match.groups()) for match in matches)


def is_said(key: str) -> bool:
    """Tell whether a key is written out, or can be put together of words that are."""
    if key in texts() or key in said_of_files():
        return True
    matches = (re.fullmatch(pattern, key) for pattern in key_patterns())
    return any(match and all(part == "" or is_made(part) for part in match.groups()) for match in matches)


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_catalogue_holds_what_is_never_said(domain):
    assert sorted(key for key in keys_of(domain) if not is_said(key)) == []


def test_whatever_is_said_is_in_the_catalogues():
    said = {text for text in texts() if KEY.fullmatch(text)} | said_of_files()
    assert sorted(said - known()) == []


def test_whatever_is_put_together_can_be_found():
    assert sorted(p for p in key_patterns() if not any(re.fullmatch(p, key) for key in known())) == []


def test_what_is_written_in_the_code_is_found_at_all():
    assert {"cli.failed", "store.unknown_city"} <= texts()
    assert r"answers\.reason\.(.*)" in key_patterns()
    assert "intake.finding.zero_features" in said_of_files()
    assert not is_said("answers.reason.because_i_say_so")

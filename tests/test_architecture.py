"""Which part may import which; and what the code of all parts keeps to."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BASE = {"errors", "text"}
BELOW_CITY = BASE | {"tables", "store", "measures"}
MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "errors": {"text"},
    "tables": BASE,
    "intake": BASE | {"tables"},
    "store": BASE | {"tables"},
    "measures": BASE | {"tables"},
    "city": BELOW_CITY,
    "programme": BASE | {"tables"},
    "gathering": BELOW_CITY | {"city", "programme"},
    "loading": BASE | {"tables", "intake", "store", "city", "gathering"},
    "placing": BASE | {"tables", "intake", "store", "city", "loading"},
    "recording": BASE | {"tables", "store", "city", "programme"},
    "demonstration": BASE | {"tables", "intake", "store", "city", "gathering", "loading", "recording"},
    "answers": BELOW_CITY | {"city", "programme"},
    # above the one door: no measures
    "cli": BASE
    | {
        "tables",
        "intake",
        "store",
        "city",
        "programme",
        "gathering",
        "loading",
        "demonstration",
        "answers",
        "show",
    },
    "__main__": BASE | {"cli"},
    "show": BASE | {"tables", "answers"},
    "web": BASE
    | {
        "tables",
        "intake",
        "store",
        "city",
        "programme",
        "gathering",
        "loading",
        "placing",
        "recording",
        "answers",
        "show",
    },
    "pages": BASE | {"city", "answers", "show", "web"},
    "app": BASE | {"web"},
}
MAY_USE = {  # packages that have one home
    "streamlit": {"web", "pages", "app"},
    "streamlit_folium": {"web"},
    "folium": {"web", "show"},
    "plotly": {"web", "show"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "python_calamine": {"intake"},
    "openpyxl": {"tables", "intake", "show"},
    "pyogrio": {"intake"},
    "matplotlib": {"show"},
    "typst": {"show"},
}
NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_FILE, LONGEST_PAGE, LONGEST_FUNCTION = 250, 80, 50  # lines
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")

SOURCES = sorted([*(ROOT / "shiensys").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])


def part_of(path: Path) -> str:
    names = path.relative_to(ROOT).with_suffix("").parts
    return names[1] if names[0] == "shiensys" and names[1] != "__init__" else names[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """Give the full names of all modules that are imported, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out in full"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def crossings(part: str, tree: ast.AST) -> list[str]:
    """Name the imports that a part may not have."""
    found = []
    for name in imported(tree):
        first, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if first in ("pages", "app", "tests", "bench", "faults"):
            found.append(name)
        if first == "shiensys" and other and other != part and other not in MAY_IMPORT[part]:
            found.append(name)
        if first in MAY_USE and part not in MAY_USE[first]:
            found.append(name)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_arrow_is_crossed(path):
    part = part_of(path)
    if part != "shiensys":  # the package itself, which imports nothing
        assert crossings(part, ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("measures", "from shiensys.store import versions"),
        ("measures", "import streamlit as st"),
        ("show", "from shiensys.measures.need import by_unit"),
        ("web", "import shiensys.measures"),
        ("pages", "from shiensys import measures"),
        ("pages", "def draw():\n    from shiensys.store import versions"),
        ("cli", "from shiensys.measures import gap"),
        ("answers", "from shiensys.show import maps"),
        ("tables", "from shiensys.intake import findings"),
        ("intake", "from shiensys.store.cities import CityRecord"),
        ("show", "import streamlit"),
        ("answers", "from sqlalchemy import select"),
        ("web", "from pages import needs"),
    ],
)
def test_a_crossing_would_be_caught(part, line):
    assert crossings(part, ast.parse(line)) != []


def test_the_table_itself_has_no_way_round():
    """No part may import one that may import it."""
    for part, others in MAY_IMPORT.items():
        for other in others:
            assert part not in MAY_IMPORT[other], (part, other)


EXACT = "shiensys.answers.survey.inside"  # the second way to the answers, beside the menu


def test_exact_counts_are_asked_for_where_that_is_written_down_and_nowhere_else():
    askers = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if any(name.startswith(EXACT) for name in imported(ast.parse(path.read_text(encoding="utf-8"))))
    }
    allowed = {"shiensys/cli/inside.py", "shiensys/web/survey/inside.py"}
    assert askers <= allowed
    assert "shiensys/cli/inside.py" in askers


def test_every_part_stands_in_the_table():
    assert {part_of(path) for path in SOURCES} - {"shiensys"} == set(MAY_IMPORT)


def test_nothing_above_the_door_may_import_measures():
    assert all("measures" not in MAY_IMPORT[part] for part in ("cli", "show", "web", "pages", "app"))


def test_importing_reads_no_data():
    """Everything is imported with an ear on every file that is opened: no data, no catalogue, no store.

    Streamlit reads its own settings when it is imported.
    """
    names = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.is_relative_to(ROOT / "shiensys") and path.name != "__main__.py"
    )
    listening = (
        "import sys, importlib\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, told: event == 'open' and opened.append(str(told[0])))\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "own = [name for name in opened if name.startswith(sys.argv[1]) and '/.venv/' not in name]\n"
        "own = [name for name in own if '/.streamlit/' not in name]\n"
        "print([name for name in own if not name.endswith(('.py', '.pyc')) and '__pycache__' not in name])"
    )
    said = subprocess.run(
        [sys.executable, "-c", listening, str(ROOT)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small_and_are_named_for_what_they_hold(path):
    assert path.stem not in NAMES_OF_NOTHING
    source = path.read_text(encoding="utf-8")
    longest = LONGEST_PAGE if part_of(path) in ("pages", "app") else LONGEST_FILE
    assert source.count("\n") <= longest
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_no_folder_has_a_name_of_nothing():
    assert not NAMES_OF_NOTHING & {path.parent.name for path in SOURCES}


def literals(tree: ast.AST) -> Iterator[str]:
    """Give all texts but docstrings."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


def sentences(tree: ast.AST) -> list[str]:
    """Name the texts that a reader would see: Japanese, or several words."""
    return [text for text in literals(tree) if JAPANESE.search(text) or re.search(r"\w\s+\w", text)]


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if part_of(path) in ("pages", "app")], ids=lambda path: path.name
)
def test_pages_hold_no_text_for_readers(path):
    assert sentences(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("line", ["st.title('困りごと')", "st.title('Where is help short')", "st.title(f'{n} 人です')"])
def test_a_sentence_in_a_page_would_be_noticed(line):
    assert sentences(ast.parse(line)) != []

"""An empty store for each test, and the command line as a function."""

import pytest

from shiensys.__main__ import main
from shiensys.text import LANGUAGES, use_language


@pytest.fixture(autouse=True)
def japanese(empty_store):
    """An empty store, and Japanese again after a test that spoke English."""
    yield
    use_language(LANGUAGES[0])


@pytest.fixture
def run(capfdbinary):
    """Carry out a command; gives exit code, standard output and standard error."""

    def carry_out(*words: str) -> tuple[int, str, str]:
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, error = capfdbinary.readouterr()
        return code, out.decode(), error.decode()

    return carry_out


@pytest.fixture
def write(tmp_path):
    """Write a small file."""

    def make(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make

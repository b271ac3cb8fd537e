"""Both READMEs say the same, and what they tell people to type can be typed."""

import re
import shlex
from pathlib import Path

import pytest

from shiensys.cli.parser import parser
from shiensys.intake.readers import KINDS
from shiensys.text import say, speaking
from tests.cli.test_commands import VERBS

ROOT = Path(__file__).parents[1]
READMES = {"ja": ROOT / "README.ja.md", "en": ROOT / "README.md"}
MODULE = re.compile(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\])?python -m shiensys\b(?P<rest>.*)$")
VERDICTS = ("short", "between", "enough")
PAGES = (
    "overview", "needs", "survey", "ageing", "resources", "council", "people", "matching",
    "upload", "roster", "records",
)  # fmt: skip


def text(language: str) -> str:
    return READMES[language].read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(r"```\w+\n(.*?)```", text(language), re.DOTALL)


def lines(block: str) -> list[str]:
    """Two commands that stand on one line are two."""
    return [command.strip() for line in block.splitlines() for command in line.split(";")]


def commands_of(block: str) -> list[list[str]]:
    """Give the words after ``python -m shiensys``, without where the output goes."""
    found = [match["rest"] for match in map(MODULE.match, lines(block)) if match]
    return [shlex.split(rest.partition(">")[0]) for rest in found]


def targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_both_languages_tell_people_to_type_the_same():
    assert blocks("ja") == blocks("en")
    assert len(blocks("en")) >= 10


def test_both_languages_have_the_same_sections_and_tables_in_the_same_order():
    def shape(language: str) -> list[str]:
        prose = re.sub(r"```\w+\n.*?```", "```", text(language), flags=re.DOTALL)
        return re.findall(r"^(#+|\||- |>|```)", prose, re.MULTILINE)

    assert shape("ja") == shape("en")


@pytest.mark.parametrize("language", READMES)
def test_the_two_commands_come_first(language):
    first = blocks(language)[0]
    assert first.split("\n") == ["make run", "make test", ""]
    before = text(language).split("```", 1)[0]
    assert "## " not in before.removeprefix("# ")


@pytest.mark.parametrize("language", READMES)
def test_windows_and_macos_need_three_lines(language):
    windows, macos = blocks(language)[1:3]
    assert len(windows.splitlines()) == len(macos.splitlines()) == 3
    assert "py -m venv .venv" in windows
    assert "python3 -m venv .venv" in macos
    assert "demo --if-empty" in windows
    assert "demo --if-empty" in macos


def test_every_target_that_is_named_stands_in_the_makefile():
    known = targets((ROOT / "Makefile").read_text(encoding="utf-8"))
    for language in READMES:
        named = set(re.findall(r"\bmake ([a-z]+)", " ".join(blocks(language))))
        named |= set(re.findall(r"`make ([a-z]+)`", text(language)))
        assert {"run", "test"} <= named <= known


def test_the_lines_without_make_do_what_make_run_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for step in (
        "-m venv",
        "-m pip install",
        "requirements.txt",
        "-m shiensys demo --if-empty",
        "-m streamlit run app.py",
    ):
        assert step in makefile
        assert step in blocks("en")[1]
        assert step in blocks("en")[2]


def test_every_command_can_be_typed():
    commands = [words for block in blocks("en") for words in commands_of(block)]
    assert len(commands) >= 20
    for words in commands:
        assert callable(parser().parse_args(words).run), words


def test_a_command_that_the_program_does_not_know_would_be_noticed():
    with pytest.raises(SystemExit):
        parser().parse_args(shlex.split("load districts A.zip --town 36201"))


def test_every_kind_of_file_is_explained_and_loaded_once_in_the_best_order():
    for language in READMES:
        section = text(language).split("(自分の市を10分で)" if language == "en" else "## 自分の市を10分で")[1]
        explained = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)
        assert explained == list(KINDS)
    block = next(block for block in blocks("en") if "demo --put-away" in block)
    loaded = list(dict.fromkeys(re.findall(r"shiensys load ([a-z-]+)", block)))
    # a table stands in for the survey, and points are set on the map
    assert loaded == [kind for kind in KINDS if kind not in ("survey-table", "hand-points")]
    assert block.index("demo --put-away") < block.index("load districts")


def test_every_option_of_loading_is_used_or_named():
    options = set(re.findall(r"--[a-z-]+", parser_help("load"))) - {"--help"}
    for language in READMES:
        assert options <= set(re.findall(r"--[a-z-]+", text(language)))


def parser_help(verb: str) -> str:
    (verbs,) = [action for action in parser()._actions if action.dest == "verb"]
    return verbs.choices[verb].format_help()


def test_every_option_that_is_named_exists():
    known = set(re.findall(r"--[a-z-]+", parser().format_help()))
    for verb in VERBS:
        known |= set(re.findall(r"--[a-z-]+", parser_help(verb)))
    for language in READMES:
        named = set(re.findall(r"(?<![-|\w])--[a-z][a-z-]*", text(language)))
        assert named <= known


def test_the_official_files_of_both_cities_are_named_and_credited():
    for language in READMES:
        assert "A27-21_36" in text(language)
        assert "A27-21_35" in text(language)
        assert "「国土数値情報(小学校区データ)」(国土交通省)を加工して作成" in text(language)


@pytest.mark.parametrize("language", READMES)
def test_pages_and_verdicts_are_called_as_on_the_screen(language):
    with speaking(language):
        names = [say(f"web.choose.page.{page}") for page in PAGES]
        names += [say(f"show.verdict.{verdict}") for verdict in VERDICTS]
    for name in names:
        assert name.casefold() in text(language).casefold()


@pytest.mark.parametrize("language", READMES)
def test_files_that_are_linked_exist(language):
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text(language)):
        assert (ROOT / target).is_file(), target

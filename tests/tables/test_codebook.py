"""Code books of the program: dated, checked, and never in contradiction with themselves."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from shiensys.tables.codebook import FOLDER, CodeBookError, codebook, codebooks, item_of, own_items, read
from shiensys.tables.survey import Survey

METHODS = Path(__file__).parents[2] / "docs" / "methods.md"

HEAD = "key,number,wording_id,wording,required,answer,codes,least,most,branch,scales\n"
CLEAN = "stairs,問2(1),9-2-1,階段を昇る,1,single,1=できる;2=できない,,,,motor\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of code books with one book of one item."""
    (tmp_path / "books.csv").write_text(
        "key,name,first,last,status,source\ndai9,第9期,2022-08-01,2027-03-31,in force,様式\n", encoding="utf-8"
    )
    (tmp_path / "troubles.csv").write_text(HEAD, encoding="utf-8")
    (tmp_path / "dai9.csv").write_text(HEAD + CLEAN, encoding="utf-8")
    return tmp_path


def fault(folder, rows: str) -> str:
    (folder / "dai9.csv").write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(CodeBookError) as refused:
        read(folder)
    return str(refused.value)


def test_the_books_of_the_program_are_read_without_a_word():
    assert [(book.key, book.status) for book in codebooks()] == [
        ("dai8", "in force"), ("dai9", "in force"), ("dai10-draft", "draft"),
    ]  # fmt: skip


def test_a_question_keeps_its_column_when_its_number_moves():
    numbers = [item_of(codebook(key).items, "health").number for key in ("dai8", "dai9", "dai10-draft")]
    assert numbers == ["問7(1)", "問7(1)", "問8(1)"]
    assert item_of(codebook("dai9").items, "listens_nobody").number == "問6(1)"
    assert item_of(codebook("dai10-draft").items, "listens_nobody").number == "問7(1)"


def test_every_single_question_has_its_column_in_the_table_of_answers():
    declared = set(Survey.to_schema().columns)
    for book in codebooks():
        single = {item.key for item in book.items if item.answer != "boxes" and not item.key.startswith("solved_")}
        assert single <= declared


def test_how_a_trouble_is_solved_is_asked_only_of_those_who_have_it():
    assert item_of(codebook("dai9").items, "solved_shopping").branch == ("trouble_shopping", frozenset([1]))


def test_a_folder_of_books_is_read_from_its_files(folder):
    (only,) = read(folder)
    assert only.items[0].columns == {"stairs": (1, 2)}
    shutil.copy(FOLDER / "troubles.csv", folder)
    assert read(folder)[0].columns["trouble_shopping"] == (0, 1)


@pytest.mark.parametrize(
    ("rows", "place", "sentence"),
    [
        (
            CLEAN + CLEAN.replace("stairs", "chair"),
            "dai9.csv 3行目「number」列",
            "同じ番号の項目がほかにもあり",
        ),
        (CLEAN + CLEAN.replace("2(1)", "2(2)"), "3行目「key」列", "同じ記号の項目がほかにもあります(行: 2)"),
        (CLEAN.replace("2=できない", "1=できない"), "2行目「codes」列", "同じ回答の番号が2回"),
        (CLEAN.replace("1=できる;2=できない", ""), "2行目「codes」列", "回答の番号がありません"),
        (CLEAN.replace("1=できる", "a=できる"), "2行目「codes」列", "100までの数字"),
        (CLEAN.replace(",,,,motor", ",3,2,,motor"), "2行目「least」列", "最小が最大より大きく"),
        (CLEAN.replace(",,,,motor", ",,,chair=1,motor"), "2行目「branch」列", "元にした項目がありません"),
        (CLEAN.replace("single", "one"), "2行目「answer」列", "のどれでもありません"),
        (CLEAN.replace("階段を昇る", ""), "2行目「wording」列", "質問の文が空欄"),
        (CLEAN.replace("stairs", "かいだん"), "2行目「key」列", "半角の小文字の英字で始め"),
        (
            CLEAN + "walk,問2(3),9-2-3,歩く,1,single,1=はい;2=いいえ,,,stairs=3,\n",
            "3行目「branch」列",
            "その回答の番号がありません",
        ),
        (
            "a,問1(1),9-1-1,だれ,1,boxes,b=子;c=友,,,,\na_b,問1(2),9-1-2,子,1,single,1=はい,,,,\n",
            "3行目「key」列",
            "同じ記号",
        ),
        ("score,問7(2),9-7-2,点,1,number,,0,,,\n", "2行目「least」列", "最小と最大を入れて"),
        ("score,問7(2),9-7-2,点,1,number,,0,1000,,\n", "2行目「most」列", "0から100までの整数"),
    ],
)
def test_a_book_that_contradicts_itself_is_refused_by_row_and_column(folder, rows, place, sentence):
    said = fault(folder, rows)
    assert place in said
    assert sentence in said


def test_a_period_ends_after_it_began(folder):
    books = folder / "books.csv"
    written = books.read_text(encoding="utf-8")
    books.write_text(written.replace("2027-03-31", "2021-03-31"), encoding="utf-8")
    with pytest.raises(CodeBookError, match=r"books.csv 2行目「last」列: 期間の最終日が初日より前"):
        read(folder)
    books.write_text(written.replace("2022-08-01", "令和4年"), encoding="utf-8")
    with pytest.raises(CodeBookError, match="日付として読めません"):
        read(folder)


def test_a_citys_own_items_are_items_like_others():
    row = {"key": "own_way", "heading": "買い物の手段", "number": "問9(1)", "wording": "買い物は", "answer": "single"}
    row |= {
        "codes": "1.自分で 2.家族 3.困っている",
        "least": None,
        "counts_as": "3",
        "most": None,
        "whom": "困っている人",
    }
    (item,) = own_items(pd.DataFrame([row]))
    assert (item.columns, item.counts_as, item.codes["3"]) == ({"own_way": (1, 3)}, frozenset([3]), "困っている")
    assert own_items(None) == ()


def test_the_methods_list_the_books_as_they_are():
    words = {"in force": "使用中", "draft": "案"}
    for book in codebooks():
        row = (book.name, book.first, book.last, len(book.items), len(book.columns), words[book.status])
        assert f"| {' | '.join(map(str, row))} |" in METHODS.read_text(encoding="utf-8")

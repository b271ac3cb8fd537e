"""Minutes on paper and as plain text: every sign that was written, nothing read as markup, no empty boxes."""

import datetime as dt
import json
import re
import zlib
from dataclasses import replace

import pytest
import typst

from shiensys.answers.answer import CityCard
from shiensys.answers.council.minutes import Decided, Hands, Minutes, Said
from shiensys.show.minutes import glyphs, pdf, text
from shiensys.text import speaking

HOSTILE = '#panic("x") = *太字* $x$ `code` ${alert(1)} <script>alert(1)</script> \\ #let'
MINUTES = Minutes(
    city=CityCard("35215", "周南市", fictional=True),
    council="第1層協議体",
    title="第1層協議体の開催",
    year="令和元年度",
    begins=dt.datetime(2020, 2, 15, 1, tzinfo=dt.UTC),
    lead="",
    form="集まって開催",
    when_heading="日時",
    when="令和2年2月15日(土) 10時00分〜12時00分",
    place="市役所本庁舎 1階多目的室",
    bodies=("老人クラブ連合会", "社会福祉協議会"),
    agenda=(),
    contents=("報告「第2層協議体の現状」", "意見交換"),
    said=(
        Said("trouble", "どんなことに困っていますか", ("坂がつらい\n雨の日も", HOSTILE), ()),
        Said("how", "どのように資源をつくりますか", (), (Hands("乗り合い", 12),)),
    ),
    decisions=(Decided("車を出せる人を聞く", "自治会", "令和2年4月30日", "期限:令和2年4月30日", "取り組み中"),),
    sources=("市のページ",),
    notes=("架空のデータによる見本です。",),
)


def streams(paper):
    """Unpack the streams of a PDF."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.S):
        try:
            yield zlib.decompress(found.group(1))
        except zlib.error:
            continue


def signs_in(paper):
    """Give all signs that the glyphs of a PDF stand for: its fonts hold no glyph that isn't used."""
    maps = [stream for stream in streams(paper) if b"begincmap" in stream]
    told = [sign for each in maps for sign in re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]+)>\n", each)]
    return set("".join(bytes.fromhex(sign.decode()).decode("utf-16-be") for sign in told))


ESCAPED = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8, ord("f"): 12}


def texts(block):
    """Give the texts of a part of a PDF's page; brackets in them are escaped, or come in pairs."""
    depth, text_, at = 0, bytearray(), 0
    while at < len(block):
        sign, octal = block[at], re.match(rb"\\([0-7]{3})", block[at : at + 4])
        if depth and octal:
            text_.append(int(octal.group(1), 8))
            at += 3
        elif depth and sign == ord("\\"):
            at += 1
            text_.append(ESCAPED.get(block[at], block[at]))
        else:
            depth += (sign == ord("(")) - (sign == ord(")"))
            if depth and not (depth == 1 and sign == ord("(")):
                text_.append(sign)
            elif text_:
                yield bytes(text_)
                text_.clear()
        at += 1


def drawn(paper):
    """Give the numbers of all glyphs that a PDF draws, each page's in turn."""
    for stream in streams(paper):
        for block in re.findall(rb"BT\b(.*?)\bET", stream, re.S):
            for codes in texts(block):
                yield from (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))


def printed(told):
    """Print a document as it is."""
    return typst.compile(
        pdf.PAPER.read_bytes(), format="pdf", font_paths=pdf._fonts(), ignore_system_fonts=True,
        sys_inputs={"minutes": json.dumps(told)},
    )  # fmt: skip


def test_the_text_has_the_parts_in_the_cities_order():
    assert text.text(MINUTES).splitlines()[:8] == [
        "第1層協議体の開催(令和元年度)",
        "第1層協議体",
        "架空のデータによる見本です。",
        "①日時　令和2年2月15日(土) 10時00分〜12時00分",
        "②開き方　集まって開催",
        "③場所　市役所本庁舎 1階多目的室",
        "④参加者　老人クラブ連合会、社会福祉協議会",
        "⑤内容　報告「第2層協議体の現状」",
    ]


def test_the_text_keeps_lines_and_signs_as_they_were_written():
    told = text.text(MINUTES)
    assert "・坂がつらい\n　雨の日も\n" in told
    assert f"・{HOSTILE}\n" in told
    assert "挙手:乗り合い 12人" in told
    assert "・車を出せる人を聞く(担当:自治会、期限:令和2年4月30日、取り組み中)。" in told
    assert told.endswith("出典:市のページ\n")


def test_a_year_that_the_title_tells_isnt_told_again():
    told = text.text(replace(MINUTES, title="第1層協議体(令和元年度)"))
    assert told.startswith("第1層協議体(令和元年度)\n第1層協議体\n")


def test_several_meetings_stand_under_each_other_numbered_by_year():
    earlier = replace(MINUTES, year="平成30年度", said=(), decisions=(), sources=())
    told = text.together([MINUTES, earlier])
    assert told.startswith("①令和元年度\n第1層協議体\n")
    assert "\n\n②平成30年度\n" in told
    assert text.together([]) == ""


def test_papers_by_post_say_first_that_nobody_met():
    sent = replace(MINUTES, lead="資料をお送りしました。", when_heading="開催予定としていた日時", bodies=(), agenda=())
    told = text.text(sent)
    assert told.index("資料をお送りしました。") < told.index("①開催予定としていた日時")
    assert "参加者" not in told  # nobody came, so nobody is said to


def test_the_paper_has_every_sign_of_the_text_in_the_fonts_that_come_along():
    paper = pdf.pdf(MINUTES)
    assert paper.startswith(b"%PDF-")
    assert 0 not in drawn(paper)  # glyph 0 is the empty box
    # decisions stand in a table, what the text puts between them doesn't
    assert set("".join(text.text(MINUTES).split())) - set("〔〕(担当:期限)。") <= signs_in(paper)
    fonts = {name for part in (paper, *streams(paper)) for name in re.findall(rb"/BaseFont\s*/([^\s/]+)", part)}
    assert fonts
    assert all(b"NotoSansCJKjp" in name for name in fonts)


def test_an_empty_box_would_be_noticed():
    told = json.loads(pdf.written(MINUTES))
    assert 0 not in drawn(printed(told))
    assert 0 in drawn(printed(told | {"lead": "はい😀"}))


def test_what_users_write_is_data_and_never_markup():
    told = json.loads(pdf.written(MINUTES))
    assert told["said"][0]["lines"][1] == [HOSTILE]
    hostile = replace(MINUTES, title=HOSTILE, place=HOSTILE, council=HOSTILE, contents=(HOSTILE,), notes=(HOSTILE,))
    assert pdf.pdf(hostile).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("髙﨑①㈱", "髙﨑①㈱"), ("はい😀", "はい〓"), ("か\u3099", "が"), ("見\x00た\u200b", "見た"), ("a\nb", "a\nb")],
)
def test_signs_that_the_font_lacks_are_shown_as_missing_not_as_boxes(typed, printed):
    assert glyphs.writable(typed) == printed


def test_a_paper_with_missing_signs_says_so():
    smiling = replace(MINUTES, contents=("よかった😀",))
    assert json.loads(pdf.written(smiling))["sources"][-1] == "この書類で表せない文字を「〓」にしました。"
    own = replace(MINUTES, contents=("伏せ字〓",))  # somebody wrote the sign
    assert json.loads(pdf.written(own))["sources"] == ["出典:市のページ"]


def test_minutes_of_three_hundred_notes_are_printed_whole_on_numbered_pages():
    lines = tuple(f"{n}番目の声です。坂の上の家では、ごみ出しがつらいと聞きました。" for n in range(300))
    long = replace(MINUTES, said=(Said("trouble", "どんなことに困っていますか", lines, ()),))
    paper = pdf.pdf(long)
    pages = sum(len(re.findall(rb"/Type\s*/Page\b(?!s)", part)) for part in (paper, *streams(paper)))
    assert pages == 7
    assert text.text(long).count("番目の声です。") == 300


def test_in_english_headings_are_english_and_what_was_said_stays():
    with speaking("en"):
        told = json.loads(pdf.written(MINUTES))
        assert told["said_heading"] == "What was said"
        assert told["parts"][0]["heading"] == "①日時"  # worked out before, in the language of then
        assert told["language"] == "en"

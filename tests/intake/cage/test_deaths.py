"""A cell that dies: one sentence, and everything else goes on."""

import logging
import os
import signal
import threading
from pathlib import Path

import pytest

from shiensys.intake.cage import cage as cages
from shiensys.intake.cage import conversation, limits
from shiensys.intake.findings import RefusedError
from shiensys.intake.upload import Upload

FILE = Upload.of("名簿.csv", "電話\n0834-00-0000\n".encode())


def refused(cage, job, upload=FILE, **arguments):
    with pytest.raises(RefusedError) as error:
        cage.run(job, upload, arguments, {})
    return [finding.code for finding in error.value.findings], str(error.value)


def test_too_much_memory(cage):
    codes, sentence = refused(cage, "fill")
    assert codes == ["cage_memory"]
    assert sentence.startswith("名簿.csv: ファイルを開くのに必要なメモリが多すぎる")


def test_too_much_written(cage):
    assert refused(cage, "fill_workspace")[0] == ["cage_memory"]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("by fault", "cage_crashed"),
        ("by abort", "cage_crashed"),
        ("for want of memory", "cage_memory"),
        ("killed", "cage_memory"),
        ("without a word", "cage_crashed"),
    ],
)
def test_it_ends_before_it_answered(cage, how, code):
    assert refused(cage, "end", how=how)[0] == [code]


def test_an_error_of_a_library_is_logged_without_what_it_says(cage, caplog):
    with caplog.at_level(logging.ERROR):
        codes, sentence = refused(cage, "stumble")
    assert codes == ["cage_crashed"]
    assert "0834" not in caplog.text + sentence
    assert len(caplog.records) == 1
    assert caplog.messages[0].startswith("a reader failed: KeyError at ")


@pytest.mark.parametrize("what", ["noise", "long"])
def test_what_is_no_frame_is_not_believed(cage, what):
    assert refused(cage, "babble", what=what)[0] == ["cage_crashed"]


@pytest.mark.parametrize(
    "head",
    [
        {"refused": [{"code": "no_such_code", "severity": 2, "where": {"file": "a"}}]},
        {"refused": [{"code": "../x", "severity": 9, "where": {"file": "a"}}]},
        {"refused": [{"code": "row_too_long", "severity": 2, "where": {"file": "a"}, "values": {}}]},
        {"refused": "all of it"},
        {"look": {"sheet": 1}},
        {"share": "half", "what": "x"},
        {"share": 0.5, "what": "x" * 100_000},
    ],
)
def test_what_no_reader_says_is_not_believed(cage, head):
    assert refused(cage, "babble", what="head", head=head)[0] == ["cage_crashed"]


def test_talking_on_ends_too(cage, monkeypatch):
    monkeypatch.setattr(conversation, "_MOST_WORDS", 500)
    assert refused(cage, "talk_on")[0] == ["cage_crashed"]


def test_one_that_says_nothing_is_not_waited_for(cage, monkeypatch):
    monkeypatch.setattr(limits, "QUIET_SECONDS", 0.6)
    codes, sentence = refused(cage, "sleep")
    assert codes == ["cage_time"]
    assert "時間がかかりすぎる" in sentence


@pytest.fixture
def impatient():
    """A cage whose cells have two seconds."""
    made = cages.Cage({name: f"tests.intake.cage.impatient:{name}" for name in ("echo", "spin")})
    made.run("echo", FILE, {}, {})
    yield made
    made.maker.stop()


def test_another_is_read_while_one_spins_until_its_time_is_up(impatient):
    read: list[bytes] = []

    def meanwhile(_share, _what):
        if not read:
            read.append(impatient.run("echo", FILE, {}, {})[0].body)

    with pytest.raises(RefusedError) as error:
        impatient.run("spin", FILE, {}, {}, meanwhile)
    assert read == [FILE.content]
    assert [finding.code for finding in error.value.findings] == ["cage_time"]


class _StoppedError(BaseException):
    """What a page raises where its user leaves."""


def test_who_leaves_ends_it_at_once(cage):
    heard: list[int] = []

    def progress(_share, what):
        if what.isdecimal():
            heard.append(int(what))
            raise _StoppedError

    with pytest.raises(_StoppedError):
        cage.run("keep", FILE, {}, {}, progress)
    assert not Path(f"/proc/{heard[0]}").exists()


def test_who_leaves_while_nothing_is_said_ends_it_too(cage):
    asked: list[str] = []

    def progress(_share, what):
        asked.append(what)
        if asked.count("asleep") > 2:  # it said so once: the others are the server's own
            raise _StoppedError

    with pytest.raises(_StoppedError):
        cage.run("sleep", FILE, {}, {}, progress)


def test_one_killed_from_outside(cage):
    def progress(_share, what):
        if what.isdecimal():
            os.kill(int(what), signal.SIGKILL)

    with pytest.raises(RefusedError, match="必要なメモリ"):  # nobody but the kernel does that, for want of memory
        cage.run("keep", FILE, {}, {}, progress)


def test_only_so_many_live_at_once(cage):
    small = cages.Cage({}, cage.maker)
    small._free = threading.BoundedSemaphore(1)
    inside, words = threading.Event(), []

    def until_another_waits(_share, _what):
        inside.set()
        if words:
            raise _StoppedError

    def first():
        with pytest.raises(_StoppedError):
            small.run("sleep", FILE, {}, {}, until_another_waits)

    living = threading.Thread(target=first)
    living.start()
    assert inside.wait(60)
    frame, _ = small.run("echo", FILE, {}, {}, lambda _share, what: words.append(what))
    living.join(60)
    assert frame.body == FILE.content
    assert words[0] == "ほかのファイルの確認が終わるのを待っています"

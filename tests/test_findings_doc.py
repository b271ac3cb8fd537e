"""``docs/findings.md`` lists every finding as the program says it.

After a change of findings: ``python -m tests.test_findings_doc`` writes it anew.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

from shiensys.text import _catalogue, speaking

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "findings.md"
PREFIX = "intake.finding."
SEVERITIES = {
    "refuse": "refused",
    "refuse_rows": "refused",
    "in_one_line": "refused",
    "mended": "to accept",
    "noted": "noted",
}
SEVERITIES |= {"REFUSED": "refused", "MENDED": "to accept", "NOTED": "noted"}
BEGINNING = """# Findings

What may be found in a file, by its stable code, with the sentence that the owner of the file reads. Places in braces
are filled in; they never hold what stands in a cell of answers.

- **refused**: nothing is stored
- **to accept**: changed or doubtful on reading; stored only when somebody accepts it, with a reason
- **noted**: said, nothing to decide

The sentence begins with file, sheet, row and column, as far as they are known. Which severity `more_rows` has is that
of the finding whose further rows it counts.
"""


def catalogue(language: str) -> dict[str, str]:
    with speaking(language):
        known = _catalogue(language, "intake")._catalog  # gettext has no other way to list its keys
    return {key.removeprefix(PREFIX): said for key, said in known.items() if str(key).startswith(PREFIX)}


def severities(codes: set[str]) -> dict[str, set[str]]:
    """Give the severities with which each code is used, by the calls in which it is written."""
    found = defaultdict(set)
    books = [ROOT / "shiensys" / "tables" / name for name in ("codebook.py", "item_rows.py")]  # checked by rows too
    for path in [*sorted((ROOT / "shiensys" / "intake").rglob("*.py")), *books]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for severity in severities_of(node):
                    for code in codes & {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}:
                        found[code].add(severity)
        mapped = {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and one.value in codes}
        for code in mapped - set(found):
            found[code].add("refused")  # handed to refuse() by a variable
    return found


def severities_of(call: ast.Call) -> set[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SEVERITIES:
        return {SEVERITIES[name]}
    if name in ("Finding", "in_rows"):
        return {
            SEVERITIES[one.attr] for one in ast.walk(call) if isinstance(one, ast.Attribute) and one.attr in SEVERITIES
        }
    return set()


def document() -> str:
    said, english = catalogue("ja"), catalogue("en")
    how = severities(set(said))
    lines = ["| Code | Severity | Sentence | In English |", "| --- | --- | --- | --- |"]
    for code in sorted(said):
        severity = ", ".join(sorted(how[code], reverse=True)) if code != "more_rows" else "any"
        lines.append(f"| `{code}` | {severity} | {cell(said[code])} | {cell(english[code])} |")
    return "\n".join([BEGINNING, *lines]) + "\n"


def cell(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).replace("|", "\\|")


def test_the_document_lists_the_findings_as_they_are():
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_every_finding_has_a_severity():
    said = catalogue("ja")
    how = severities(set(said))
    assert sorted(code for code in said if not how[code]) == []


def test_sentences_end_as_sentences_and_say_nothing_technical():
    for code, sentence in catalogue("ja").items():
        assert re.search(r"[。)}]$|例 .*\)$", sentence), code
        assert not re.search("例外|パース|エンコード|バリデーション|フォーマット", sentence), code


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")

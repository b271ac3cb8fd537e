"""A city whose hidden numbers are unlike any others, and a search for them in whatever leaves the server."""

import base64
import io
import json
import re
import struct
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache

from shapely.geometry import box, mapping

CITY = "22212"
SQUARES = {
    "みなと": 0,
    "おがわ": 1,
    "わだ": 2,
    "はなれ": 9,
}  # district → place of its square; the last has no neighbour
PEOPLE = {  # district → answered, fallen, in trouble with shopping, of these who can't solve it
    "みなと": (1237, 389, 331, 211),
    "おがわ": (1093, 277, 163, 101),
    "わだ": (7, 3, 3, 3),
    "はなれ": (7, 4, 3, 3),
}
# Names of sessions, runs and files: they hold any digits, by chance.
NAMED = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,}")
WRITTEN = re.compile(rb"[A-Za-z0-9+/]{12,}={0,2}")


def write(folder):
    """Write the city's files; gives the command lines that load them."""
    features = [
        {"type": "Feature", "properties": {"地区名": name}, "geometry": mapping(_square(place))}
        for name, place in SQUARES.items()
    ]
    collection = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (folder / "districts.geojson").write_text(collection, encoding="utf-8")
    (folder / "population.csv").write_text(_population(), encoding="utf-8")
    (folder / "survey.csv").write_text(_survey(), encoding="utf-8")
    place = ["--city", CITY, "--accept", "--note", "試験"]
    return (
        ["load", "districts", str(folder / "districts.geojson"), *place, "--name-column", "地区名", "--name", "焼津市",
         "--crs", "EPSG:6668"],
        ["load", "population", str(folder / "population.csv"), *place],
        ["load", "survey", str(folder / "survey.csv"), *place, "--survey", "R7", "--date", "2025-11-30"],
    )  # fmt: skip


def _square(place):
    return box(138.30 + place / 100, 34.80, 138.31 + place / 100, 34.81)


def _population():
    rows = [f"{name},2026-03-31,{sex},6000,3000,1500,1500" for name in SQUARES for sex in ("男", "女")]
    return "\n".join(["地区名,調査年月日,性別,総数,0～64歳,65～74歳,75歳以上", *rows]) + "\n"


def _survey():
    head = "回答者番号,地区名,年齢,性別,転倒の経験,お世話役の意向,困りごと_買い物,解決方法_買い物"
    rows = [head]
    for district, (n, fallen, troubled, unsolved) in PEOPLE.items():
        for each in range(n):
            trouble = int(each < troubled)
            solved = "" if not trouble else "10" if each < unsolved else "1"
            fall = 1 if each < fallen else 3
            age, sex = 66 + each % 25, "男" if each % 2 else "女"
            rows.append(f"KANARIA{len(rows):05d},{district},{age},{sex},{fall},{1 + each % 3},{trouble},{solved}")
    return "\n".join(rows) + "\n"


def hidden_shares():
    """Give every share that is told to nobody: of each district, and of those that stand for each other."""
    together = tuple(sum(PEOPLE[name][place] for name in ("おがわ", "わだ")) for place in range(4))
    return [part / n for n, *parts in (*PEOPLE.values(), together) for part in parts]


@dataclass
class Search:
    """Looks for canaries in bytes, packed and unpacked. ``hits``: what was found and where."""

    looked: int = 0
    hits: list[tuple[str, str]] = field(default_factory=list)

    def into(self, where, content):
        """Look into a text or bytes."""
        content = content.encode() if isinstance(content, str) else content
        self.looked += len(content)
        for each in (NAMED.sub(b"-", content), *self._unpacked(content)):
            self.hits += [(where, name) for name, found in patterns() if found.search(each)]

    def _unpacked(self, content):
        """Give what is packed inside: charts write figures as base64, workbooks are zips."""
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                yield from (book.read(name) for name in book.namelist())
        for written in WRITTEN.findall(content):
            if len(written) % 4 == 0:
                yield base64.b64decode(written)


@lru_cache
def patterns():
    """Name the canaries, each with what finds it: respondents' numbers, counts, shares as text and as binary."""
    found = [("respondent", rb"KANARIA\d")]
    found += [(f"n {n}", rb"(?<![\d.,])" + b",?".join([str(n)[:1].encode(), str(n)[1:].encode()]) + rb"(?![\d,])")
              for n in (1237, 1093)]  # fmt: skip
    for share in hidden_shares():
        digits = f"{share:.6f}"[2:6].encode()
        percent = f"{share * 100:.3f}".encode()
        found.append((f"share {share:.4f}", rb"(?<!\d)0?\." + digits + rb"|(?<![\d.])" + re.escape(percent)))
        found.append((f"double {share:.4f}", re.escape(struct.pack("<d", share))))
    return [(name, re.compile(pattern)) for name, pattern in found]

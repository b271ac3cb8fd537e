"""The lines of docs/methods.md §18 that Shizuoka's back-test gives."""

from shiensys.measures.ageing.backtest import summary

GROUPS = {
    "all": "全年齢",
    "young": "0〜14歳",
    "working": "15〜64歳",
    "older": "65歳以上",
    "old": "75歳以上",
    "oldest": "85歳以上",
}
SIZES = {"all": "75地区", "small": "3,000人未満の13地区", "large": "ほかの62地区"}


def percent(value, digits=1):
    """Write a share."""
    return f"{value * 100:.{digits}f}%"


def from_2013_to_2018(tests):
    """Write one line a group and size: ours beside simpler ways."""
    five = summary(tests[(tests["base"] == "2013-03-31") & (tests["date"] == "2018-03-31")]).set_index(
        ["group", "size"]
    )
    ways = ("mean_abs", "city_rates", "unpooled", "no_change")
    return [
        f"| {GROUPS[group]} | {words} | "
        + " | ".join(percent(five.loc[(group, size), way], 2) for way in ways)
        + f" | {percent(five.loc[(group, size), 'covered'], 0)} |"
        for group in ("older", "old")
        for size, words in SIZES.items()
    ]


def by_years(tests):
    """Write one line a number of years ahead: half of the districts within, and results within the band."""
    table = summary(tests).query("size == 'all'").set_index(["years", "group"])
    return [
        f"| {years}年 | {9 - years} | "
        + " | ".join(
            f"{percent(table.loc[(years, group), 'median_abs'])} / {percent(table.loc[(years, group), 'covered'], 0)}"
            for group in GROUPS
        )
        + " |"
        for years in range(1, 9)
    ]


def pooled(tests):
    """Write the share of results within their band, over all bases and years, by group."""
    inside = (tests["low"] <= tests["actual"]) & (tests["actual"] <= tests["high"])
    every, small = (one.groupby(tests["group"]).mean() for one in (inside, inside[tests["residents"] < 3000]))
    return [f"| {GROUPS[group]} | {percent(every[group])} | {percent(small[group])} |" for group in GROUPS]

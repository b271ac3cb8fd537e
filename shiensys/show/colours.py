"""The colours of everything shown. Need is amber and supply is teal, on maps, in charts and in print alike.

Neighbouring steps stay apart for colour-blind eyes: at least 8 in CAM02-UCS under simulated protanopia,
deuteranopia and tritanopia.
"""

from __future__ import annotations

TEXT = "#1b1f24"  # 16.6 : 1 on white
MUTED = "#5a6472"  # 6.0 : 1
LINK = "#0b5394"  # 7.8 : 1
SHORT_TEXT = "#b3470a"  # 5.5 : 1
BACKGROUND = "#ffffff"
SECOND_BACKGROUND = "#f4f6f8"
BORDER = "#d5dae0"

NEED = ("#fff4d6", "#fdd58b", "#f5a742", "#d0701b", "#8a3d0a")  # least to most
SUPPLY = ("#e6f4f1", "#b0ddd5", "#66b8ae", "#23857f", "#0b4f50")  # least to most
SHORT = ("#f6cf9b", "#d0701b", "#8a3d0a")  # smallest shortage to largest
BETWEEN = "#f7f7f5"
ENOUGH = ("#a9d8d1", "#3f9a93", "#0b4f50")  # least to spare to most

AGES = ("#efedf5", "#cbc9e2", "#9e9ac8", "#6f63ad", "#43307c")  # youngest to oldest: neither need nor support

DARK = (*NEED[3:], *SUPPLY[3:], *SHORT[1:], *ENOUGH[1:], *AGES[3:])  # white marks show on these

UNKNOWN = "#e3e6ea"  # never a step of a scale: always with the hatch
UNKNOWN_HATCH = "#8a95a3"

NEED_MARK = NEED[3]
SUPPLY_MARK = SUPPLY[3]
CHOSEN = "#fff7d1"  # behind the chosen row

"""The operations of a content stream, as one pattern that must fit from its first byte to its last.

ISO 32000-1, annex A. What text operators do is told apart; operators that only paint are taken
together. Whatever does not fit ends as `unknown`: inline images, comments, compatibility sections,
operands in another order, and what is no content stream at all.
"""

from __future__ import annotations

import re

_WS = rb"[\t\n\x0c\r ]"
_END = rb"(?=[\t\n\x0c\r \[\]<>()/%]|\Z)"
_NUMBER = rb"[+-]?(?:\d++\.?\d*+|\.\d++)"
_NAME = rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]++"
_LITERAL = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\t\n\x0c\r ]*+>"
_FLAT = rb"(?:[^()<>%]++|" + _LITERAL + rb"|" + _HEX + rb")*+"
_DICTIONARY = rb"<<(?:[^()<>%]++|" + _LITERAL + rb"|<<" + _FLAT + rb">>|" + _HEX + rb")*+>>"
_NUMBERS = rb"(?:" + _NUMBER + _WS + rb"++)"

_BARE_PAINT = rb"re|rg|RG|ri|[mlcvyhSsFnwJjMigGkK]|f\*?|B\*?|b\*?|W\*?|sc|SC|scn|SCN|EMC"
_NAMED_PAINT = rb"cs|CS|scn|SCN|sh|ri|MP|BMC"
_PAINT = (
    rb"(?:(?:"
    + (_NUMBERS + rb"{0,32}+(?:" + _BARE_PAINT + rb")")
    + (rb"|" + _NUMBERS + rb"{0,32}+" + _NAME + _WS + rb"++(?:" + _NAMED_PAINT + rb")")
    + (rb"|" + _NAME + _WS + rb"*+" + _NAME + _WS + rb"++(?:BDC|DP)")
    + (rb"|\[(?:" + _WS + rb"++|" + _NUMBER + rb")*+\]" + _WS + rb"*+" + _NUMBER + _WS + rb"++d")
    + rb")"
    + _END
    + _WS
    + rb"*+)++"
)
_STRING = rb"(?:" + _HEX + rb"|" + _LITERAL + rb")"
_ARRAY = rb"\[(?:" + _WS + rb"++|" + _NUMBER + rb"|" + _STRING + rb")*+\]"

OPERATIONS = re.compile(
    rb"(?:"
    + (rb"(?P<array>" + _ARRAY + rb")" + _WS + rb"*+TJ" + _END)
    + (rb"|(?P<numbers>" + _NUMBERS + rb"{1,6}+(?:T[dDmcwzLsr]|cm))" + _END)
    + (rb"|(?P<string>" + _STRING + rb")" + _WS + rb"*+Tj" + _END)
    + (rb"|(?P<font>" + _NAME + _WS + rb"*+" + _NUMBER + rb")" + _WS + rb"++Tf" + _END)
    + (rb"|(?P<bare>T\*|BT|ET|q|Q)" + _END)
    + (rb"|(?P<paint>" + _PAINT + rb")")
    + (rb"|(?P<marked>" + _NAME + _WS + rb"*+" + _DICTIONARY + _WS + rb"*+(?:BDC|DP))" + _END)
    + (rb"|(?P<object>" + _NAME + rb")" + _WS + rb"++Do" + _END)
    + (rb"|(?P<graphics>" + _NAME + rb")" + _WS + rb"++gs" + _END)
    + (rb"|(?P<next_line>" + _STRING + rb")" + _WS + rb"*+'" + _END)
    + rb"|(?P<space>"
    + _WS
    + rb"++)"
    + rb"|(?P<unknown>.)"
    + rb")"
    + _WS
    + rb"*+",
    re.DOTALL,
)
"""One operation; which one is the name of the group that matched."""

ITEMS = re.compile(
    rb"<([^>]*+)>|\(((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+)\)"
    rb"|([+-]?[\d.]++)",
    re.DOTALL,
)
"""What stands in an array to show: digits of a hexadecimal string, a literal string, a number."""

SPOKEN = re.compile(rb"/ActualText\s*+(?:<([0-9A-Fa-f\s]*+)>|\(((?:[^()\\]++|\\.)*+)\))", re.DOTALL)
"""Words that a reader may give instead of what is shown (14.9.4)."""

"""The Dutch ways of writing a date, for recognisers that look for one in a certain place."""

from __future__ import annotations

MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|june|july|"
    r"august|october)"
)

# Digits as text recognition may read them, and a line end after a separator.
_D = r"[\dOoIl]"

DATE = (
    rf"(?:{_D}{{1,2}}[ ]?[-/.–][ ]?\n?{_D}{{1,2}}[ ]?[-/.–][ ]?\n?(?:{_D}{{4}}|['’]?\d\d(?!\d))"
    rf"|\d[ ]\d[ ]?[-/.][ ]?\d[ ]\d[ ]?[-/.][ ]?\d(?:[ ]\d){{3}}"
    rf"|(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d"
    rf"|(?:19|20)\d\d[-/]\n?\d{{2}}[-/]\n?\d{{2}}"
    rf"|\d{{1,2}}(?:e|ste)?[ \n-]{{0,2}}{MONTH}\.?[ \n-]{{0,2}}(?:{_D}{{4}}|['’]\d\d)"
    rf"|{MONTH}\.?[ \n]{{1,2}}(?:19|20)\d\d)"
)
"""Source of an expression (verbose, ignoring case) for a full date, or month and year."""

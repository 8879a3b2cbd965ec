"""What keeps the receivers of the chosen formats from taking them, told before anything is written.

Apart from what writes them: the window asks this, and only a worker writes.
"""

from __future__ import annotations

from collections.abc import Collection

from woo_desk.domain.export import Format
from woo_desk.publication.diwoo import check_diwoo
from woo_desk.publication.facts import Facts, Problem
from woo_desk.publication.platform_report import report_rows
from woo_desk.publication.portals import check_gpp, check_woogle
from woo_desk.publication.report_rules import check_report


def check_formats(
    facts: Facts, formats: Collection[Format], *, with_files: bool = True
) -> tuple[Problem, ...]:
    """What keeps the receivers of these formats from taking them; each problem once.

    Args:
        facts: of the publication.
        formats: that are to be written.
        with_files: False before the documents are redacted.
    """
    problems: list[Problem] = []
    if Format.PLATFORM in formats:
        problems += check_report(facts, report_rows(facts), with_files=with_files)
    if Format.DIWOO in formats:
        problems += check_diwoo(facts)
    if Format.GPP in formats:
        problems += check_gpp(facts)
    if Format.WOOGLE in formats:
        problems += check_woogle(facts)
    return tuple({_key(problem): problem for problem in problems}.values())


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.key, problem.number, problem.column

"""Task "letters": drafts of letters as docx, and the time line beside them."""

from __future__ import annotations

from pathlib import Path

from woo_desk.publication import package
from woo_desk.publication.cells import write_csv
from woo_desk.publication.letter_docx import write_letter
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import LettersRequest, LettersResult
from woo_desk.workers.tasks_common import unwritable


def letters(request: LettersRequest, report: Report) -> LettersResult:
    """Write each letter under its name; what lies there under the same name is overwritten.

    Raises:
        UsageError: "house_style_wrong", or a file cannot be written.
    """
    folder = Path(request.folder)
    for done, (name, letter) in enumerate(request.letters):
        report(done, len(request.letters))
        try:
            write_letter(letter, folder / name, request.house_style)
        except OSError:
            raise unwritable(folder / name) from None
    if request.chronology is not None:
        try:
            write_csv(request.chronology, folder / package.CHRONOLOGY_CSV)
        except OSError:
            raise unwritable(folder / package.CHRONOLOGY_CSV) from None
    return LettersResult(len(request.letters))

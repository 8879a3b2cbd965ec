"""What a document says of itself, from the text of its pages; for intake and for a later look."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from woo_desk.domain.heading import read_heading
from woo_desk.domain.rows import Rows
from woo_desk.domain.self_description import describe_self
from woo_desk.domain.wording import wording_of, words_in
from woo_desk.texts import text
from woo_desk.usecases.requests_content import DescribeRequest, DescribeResult


def describe_texts(request: DescribeRequest, pages: Sequence[str], cells: Rows) -> DescribeResult:
    """Describe a document.

    Args:
        request: what is known of it; its PDF is not looked at.
        pages: the text of every page.
        cells: of the first page; none when that is turned.
    """
    texts = pages[: _own_pages(pages, request.properties)]
    whole = "\n".join(texts)
    heading = read_heading(texts[0] if texts else "", request.file_name, cells)
    if heading.kind == "chat":
        heading = read_heading(whole, request.file_name)
    described = describe_self(
        request.document_id, texts, heading, request.file_name, request.mail, request.near
    )
    wording = dataclasses.replace(wording_of(whole), pages=len(texts))
    return DescribeResult(wording, " ".join(words_in(whole)), described)


def _own_pages(texts: Sequence[str], properties: Sequence[str]) -> int:
    """How many pages come before those on which conversion printed the properties of the file.

    WHY the words are looked at too: a page that says anything else is never left out.
    """
    title = words_in(text("mark.properties"))
    known = {word for each in properties for word in words_in(each)} | set(title)
    first = len(texts)
    while first > 1 and known.issuperset(words_in(texts[first - 1])):
        first -= 1
        if words_in(texts[first])[: len(title)] == title:
            return first
    return len(texts)

"""HTML as pages: text, lists, tables, pictures that came along; nothing is ever fetched.

What styles hide is shown and marked; scripts are only named. Positions and colours are not kept.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

from lxml import etree
from lxml import html as lxml_html

from woo_desk.convert.html_blocks import HtmlReader
from woo_desk.convert.result import Converted, limit, mark_line, problem
from woo_desk.convert.text import decode_strictly
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Block

MAX_HTML_BYTES = 30 * 1024 * 1024
MAX_DEPTH = 200
_BREAKS = frozenset(
    (
        "p", "div", "br", "td", "th", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote", "body", "html", "option", "title",
        "a", "img", "button", "label", "input", "select", "textarea", "span", "sup", "sub", "b",
        "strong", "header", "footer", "section", "article", "figure", "caption", "fieldset",
        "noscript", "template", "iframe", "object", "svg", "text", "tspan", "desc",
    )
)  # fmt: skip
_UNREAD = frozenset(("script", "style", "xml"))
_REMARK = re.compile(r"<!--(?!\[if|\s*<!\[endif)(.*?)-->", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TELLING = frozenset(("author", "creator", "description", "keywords", "subject", "publisher"))
"""Names of fields in the head of a page that say something about people or content."""
_SPACE = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

Pictures = Mapping[str, Callable[[], bytes]]
"""Pictures that came along, by content id or name; each is read when it is shown."""


def convert_html(
    untrusted: bytes, charset: str = "", pictures: Pictures | None = None
) -> Converted:
    """A page of HTML.

    Args:
        untrusted: the bytes.
        charset: that whoever sent it declares; "" to go by the page itself.
        pictures: that came along with it.

    Raises:
        SourceError: nothing can be read.
        LimitExceeded: too large, or nested too deeply.
    """
    result = Converted()
    blocks, reader = html_blocks(decode_html(untrusted, charset), result, pictures or {})
    result.blocks += [*title_of(reader), *blocks]
    return result


def html_blocks(page: str, result: Converted, pictures: Pictures) -> tuple[list[Block], HtmlReader]:
    """The blocks of a page, with hidden items, warnings and text of the source in `result`."""
    root = parse_html(page)
    reader = HtmlReader(result, pictures)
    blocks = reader.read(root)
    if reader.title:
        result.hide(HiddenKind.METADATA, reader.title)
    for line in (*_remarks(page), *_fields(root)):
        result.hide(HiddenKind.METADATA, line)
    result.source_text += html_stretches(root)
    return blocks, reader


def title_of(reader: HtmlReader) -> list[Block]:
    """The title of a page as a line of its own, which a browser shows beside the page."""
    return [mark_line("page_title", value=reader.title)] if reader.title else []


def _remarks(page: str) -> list[str]:
    """What whoever made a page wrote between the lines, without a browser showing it."""
    if len(page) > MAX_HTML_BYTES:
        return []
    found = (_SPACE.sub(" ", match[1]).strip() for match in _REMARK.finditer(_CODE.sub("", page)))
    return [f"<!-- {words} -->" for words in found if _LETTERS.search(words)]


def _fields(root: etree._Element) -> list[str]:
    """Author, description and the like, from the head of a page."""
    fields = ((each.get("name") or "", each.get("content") or "") for each in root.iter("meta"))
    return [
        f"{name}: {value}"
        for name, value in fields
        if value.strip() and name.lower().rpartition(".")[2] in _TELLING
    ]


def parse_html(page: str) -> etree._Element:
    """The root of a page, however broken; SourceError when there is none, LimitExceeded."""
    if len(page) > MAX_HTML_BYTES:
        raise limit(IntakeProblem.TOO_LARGE)
    # WHY huge_tree: without it libxml2 ends the page, without an error, at the first picture in an
    # attribute or stretch of text of 10 MB. MAX_HTML_BYTES and MAX_DEPTH are the bounds.
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        # WHY bytes: lxml refuses strings with an encoding of their own.
        words = _DECLARATION.sub("", page).encode("utf-8", "replace")
        root = lxml_html.document_fromstring(words or b"<p></p>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise problem(IntakeProblem.DAMAGED) from None
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise limit(IntakeProblem.TOO_COMPLEX)
    return root


def decode_html(untrusted: bytes, charset: str = "") -> str:
    """The characters of a page, by what is declared, else UTF-8, else Windows-1252."""
    found = _CHARSET.search(untrusted[:4096])
    for name in (charset, found[1].decode("ascii") if found else ""):
        if name and not untrusted.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            try:
                return untrusted.decode(_usual(name))
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
    known = decode_strictly(untrusted)
    return known if known is not None else untrusted.decode("cp1252", "backslashreplace")


def html_stretches(root: etree._Element) -> list[str]:
    """Every text node of the page, read in a simple way."""
    result: list[str] = []
    current: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BREAKS and current:
            result.append("".join(current))
            current = []
        if name in _UNREAD:
            skipped += 1 if event == "start" else -1
        text = element.text if event == "start" else element.tail
        if text and not skipped:
            current.append(text)
    return [*result, "".join(current)]


def _usual(charset: str) -> str:
    """WHY: what calls itself Latin-1 or ASCII on the web is Windows-1252 (WHATWG Encoding)."""
    low = charset.lower()
    return "cp1252" if low in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else low

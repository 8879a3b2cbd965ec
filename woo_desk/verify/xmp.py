"""XMP metadata: an allow-list of properties (ISO 16684-1; ISO 19005-2, 6.6.2)."""

from __future__ import annotations

import re

_TAG = re.compile(r"<\s*([\w.-]+:[\w.-]+)")
_ATTRIBUTE = re.compile(r"[\s]([\w.-]+:[\w.-]+)\s*=")
_ALLOWED = re.compile(
    r"(?:x:(?:xmpmeta|xmptk)|rdf:\w+|xmlns:[\w.-]+|xml:lang"
    r"|dc:(?:title|format|language)"
    r"|pdf:(?:Producer|PDFVersion|Trapped)"
    r"|xmp:(?:CreateDate|ModifyDate|MetadataDate|CreatorTool)"
    r"|pdfaid:(?:part|conformance|rev)|pdfuaid:(?:part|rev)"
    # How PDF/A names a schema that it does not know itself (ISO 19005-2, 6.6.2.3).
    r"|pdfa(?:Extension|Schema|Property|Type|Field):\w+)"
)


def has_foreign_properties(data: bytes) -> bool:
    """Whether a packet says more than title, language, dates, program and standard.

    Authors, history, document identifiers and anything unknown count as more. Comments and
    entity definitions too.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    text = data.decode("utf-8")
    names = {*_TAG.findall(text), *_ATTRIBUTE.findall(text)}
    if any(_ALLOWED.fullmatch(name) is None for name in names):
        return True
    return "<!" in text

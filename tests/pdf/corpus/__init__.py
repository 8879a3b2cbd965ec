"""Adversarial PDFs, one per way to leak, built in code."""

from tests.pdf.corpus import (
    annotation_cases,
    document_cases,
    image_cases,
    reader_cases,
    text_cases,
    vector_cases,
)
from tests.pdf.corpus.case import CASES, KEPT, NAME, Case

__all__ = [
    "CASES",
    "KEPT",
    "NAME",
    "Case",
    "annotation_cases",
    "document_cases",
    "image_cases",
    "reader_cases",
    "text_cases",
    "vector_cases",
]

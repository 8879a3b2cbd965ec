"""Presidio's analyzer, put together so that it never leaves the machine.

No predefined recognisers (those for mail and web addresses fetch a list of domains), no model, no
tokeniser, no context enhancer (it needs tokens): Presidio brings the contract of recognisers and
results and runs them, one call per page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woo_desk.detect.context import LANGUAGE, PageArtifacts, page_of
from woo_desk.detect.persons.recognizer import PersonRecognizer
from woo_desk.detect.presidio import (
    AnalyzerEngine,
    ContextAwareEnhancer,
    EntityRecognizer,
    NlpArtifacts,
    NlpEngine,
    RecognizerRegistry,
    RecognizerResult,
)
from woo_desk.detect.recognizers import ALL
from woo_desk.detect.recognizers.email import EmailRecognizer


class PlainTextEngine(NlpEngine):
    """An NLP engine that makes no tokens and loads nothing."""

    engine_name = "plain"
    is_available = True

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:  # noqa: ARG002
        """Artifacts with the page context made from the text alone."""
        return PageArtifacts(page_of(text, None))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,  # noqa: ARG002
        n_process: int = 1,  # noqa: ARG002
        **kwargs: object,  # noqa: ARG002
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """As `process_text`, one by one."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002
        """Never: there are no tokens to ask about."""
        return False

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002
        """Never: there are no tokens to ask about."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None: entities come from recognisers."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Dutch."""
        return [LANGUAGE]


class NoEnhancer(ContextAwareEnhancer):
    """Leaves results as recognisers made them; context is their own business."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,  # noqa: ARG002
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,  # noqa: ARG002
        recognizers: list[EntityRecognizer],  # noqa: ARG002
        context: list[str] | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """The results, untouched."""
        return raw_results


def build_engine(persons: EntityRecognizer | None = None) -> AnalyzerEngine:
    """A fresh analyzer with all our recognisers.

    Args:
        persons: the recogniser of persons, for who wants to tell it who is known; None makes one.
    """
    finder = persons or PersonRecognizer()
    recognizers: list[EntityRecognizer] = [*(make() for make in ALL), finder]
    for recognizer in recognizers:
        if isinstance(recognizer, EmailRecognizer) and isinstance(finder, PersonRecognizer):
            recognizer.lists = finder.lists  # WHY shared: they take 10 MB
    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=recognizers, supported_languages=[LANGUAGE]),
        nlp_engine=PlainTextEngine(),
        supported_languages=[LANGUAGE],
        context_aware_enhancer=NoEnhancer(),
    )

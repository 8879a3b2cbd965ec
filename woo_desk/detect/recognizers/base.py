"""What all our recognisers share: the way from `Hit` to Presidio's result, and the time limit."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar

from woo_desk.detect.context import LANGUAGE, Hit, PageContext, page_of
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.presidio import (
    AnalysisExplanation,
    EntityRecognizer,
    NlpArtifacts,
    RecognizerResult,
)
from woo_desk.domain.finding import EntityType

ROLE_KEY = "role"
WHY_KEY = "why_key"
WHY_VALUES_KEY = "why_values"
READABLE_FROM_KEY = "readable_from"
RULING_KEY = "ruling"


class DeskRecognizer(EntityRecognizer):
    """A recogniser of this program. Subclasses name their entities and write `find`.

    `find` reports what it sees with its own score: context, check digits and roles are its own
    business, because Presidio's context enhancer needs tokens and lemmas that we do not make.
    """

    entities: ClassVar[tuple[EntityType, ...]] = ()
    patterns: ClassVar[Sequence[Pattern]] = ()
    """Every expression that is run on document text; the fuzz test tries each of them."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[str(entity) for entity in self.entities],
            supported_language=LANGUAGE,
        )

    def load(self) -> None:
        """Nothing to load; recognisers with lists override this."""

    @abstractmethod
    def find(self, page: PageContext) -> Iterable[Hit]:
        """What is on the page. May raise TimeoutError: what it found until then is kept."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Presidio's entry. A page that takes too long is marked in its deadline, not skipped."""
        page = page_of(text, nlp_artifacts)
        results: list[RecognizerResult] = []
        try:
            for hit in self.find(page):
                if hit.entity in entities:
                    results.append(self.result_of(hit))
        except TimeoutError:
            page.deadline.cut_short = True
        return results

    def result_of(self, hit: Hit) -> RecognizerResult:
        """The hit in Presidio's terms, with our own keys in its metadata."""
        return RecognizerResult(
            entity_type=str(hit.entity),
            start=hit.start,
            end=hit.end,
            score=hit.score,
            analysis_explanation=AnalysisExplanation(
                type(self).__name__, hit.score, pattern_name=hit.why
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: type(self).__name__,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                ROLE_KEY: hit.role,
                WHY_KEY: hit.why,
                WHY_VALUES_KEY: dict(hit.values),
                READABLE_FROM_KEY: hit.readable_from,
                RULING_KEY: hit.ruling,
            },
        )

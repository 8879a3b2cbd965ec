"""The person finder as a Presidio recogniser; the rules themselves know nothing of Presidio."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from woo_desk.detect.context import page_of
from woo_desk.detect.limits import Deadline
from woo_desk.detect.persons.find import Hit, persons_in, persons_of
from woo_desk.detect.persons.lists import Lists, load_lists
from woo_desk.detect.persons.reading import Readings
from woo_desk.detect.presidio import (
    AnalysisExplanation,
    EntityRecognizer,
    NlpArtifacts,
    RecognizerResult,
)
from woo_desk.domain.finding import EntityType
from woo_desk.domain.list_entry import OfficeHolder
from woo_desk.domain.person import KnownPerson

ENTITIES = (EntityType.PERSON, EntityType.INITIALS)


class PersonRecognizer(EntityRecognizer):
    """Finds persons and parafen with their roles.

    `known` and `date` hold for the calls that follow until they are set anew; `learnt` holds what
    the last call learnt.
    """

    lists: Lists
    name: str
    id: str

    def __init__(self) -> None:
        self.known: Sequence[KnownPerson] = ()
        self.date: dt.date | None = None
        self.learnt: tuple[KnownPerson, ...] = ()
        super().__init__(supported_entities=[str(e) for e in ENTITIES], supported_language="nl")

    def load(self) -> None:
        """Read the lists; OSError or ValueError when one is missing or broken."""
        self.lists = load_lists()
        self._readings = Readings(self.lists)
        self._shipped = self.lists.offices
        self._holders: Sequence[OfficeHolder] = ()

    def hide_names(self, names: Collection[str]) -> None:
        """Act as if these (folded) names were in none of the name lists: for measuring."""
        self.lists = self.lists.without(names)
        self._readings = Readings(self.lists)

    def hold_office(self, holders: Sequence[OfficeHolder]) -> None:
        """Let these persons hold public office too, instead of those of an earlier call."""
        if tuple(holders) != tuple(self._holders):
            self._holders = tuple(holders)
            self.lists = replace(self.lists, offices=self._shipped.with_more(holders))
            self._readings = Readings(self.lists)

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
    ) -> list[RecognizerResult]:
        """Every person and paraaf of the kinds asked for, with its role in the metadata.

        A page that takes too long is marked in its deadline; nothing is found on it then.
        """
        deadline = page_of(text, nlp_artifacts).deadline
        self.learnt = ()
        try:
            reading = self._readings.of(text, self.date, deadline)
            found = persons_of(reading, known=self.known, date=self.date)
        except TimeoutError:
            deadline.cut_short = True
            return []
        self.learnt = found.learnt
        return [self._result(hit) for hit in found.hits if not entities or hit.type in entities]

    def learn(self, text: str, deadline: Deadline | None = None) -> tuple[KnownPerson, ...]:
        """Everybody known after reading the text, the ones known before included.

        Cheaper than `analyze`, as no hits are made; the same as its `learnt`. A text that takes
        too long teaches nothing and is marked in its deadline.
        """
        deadline = deadline or Deadline()
        try:
            reading = self._readings.of(text, self.date, deadline)
            return persons_in(reading, self.known).learnt()
        except TimeoutError:
            deadline.cut_short = True
            return tuple(self.known)

    def _result(self, hit: Hit) -> RecognizerResult:
        return RecognizerResult(
            entity_type=str(hit.type),
            start=hit.start,
            end=hit.end,
            score=hit.score,
            analysis_explanation=AnalysisExplanation(self.name, hit.score),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                "role": hit.role,
                "why_key": hit.why_key,
                "why_values": dict(hit.why_values),
            },
        )

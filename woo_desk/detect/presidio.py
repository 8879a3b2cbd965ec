"""The one door to Presidio: its contract of recognisers, results and analyzer.

Everything of Presidio that this package uses is imported from here, so that
`slim_import` always comes first.
"""
# ruff: noqa: I001 - the first import decides how the second one goes

from __future__ import annotations

import woo_desk.detect.slim_import  # noqa: F401 - imported for what it does
from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig
from presidio_anonymizer.entities import RecognizerResult as AnonymizerResult

__all__ = [
    "AnalysisExplanation",
    "AnalyzerEngine",
    "AnonymizerEngine",
    "AnonymizerResult",
    "ContextAwareEnhancer",
    "EntityRecognizer",
    "NlpArtifacts",
    "NlpEngine",
    "OperatorConfig",
    "RecognizerRegistry",
    "RecognizerResult",
]

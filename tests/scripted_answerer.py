"""Answerers whose reader finds what it is told to, as sure as its margin says."""

from typing import Any

from index.store import Index
from qa.answerers.evidence import EvidenceAnswerer
from qa.answerers.extractive import ExtractiveAnswerer
from qa.candidate import Ranking
from qa.candidate_finder import CandidateFinder
from qa.confidence import Calibration, Logistic
from qa.named_documents import NamedDocuments
from tests.scripted_reader import ScriptedReader

BY_MARGIN = Calibration(
    ranking=Ranking(),
    span=Logistic(0.0, {"margin": 1.0}, {"margin": (-20.0, 20.0)}),
    evidence=Logistic(0.0, {"margin": 1.0}, {"margin": (-20.0, 20.0)}),
    threshold=0.5,
    evidence_threshold=0.5,
)


def answerer(index: Index, script: dict[str, tuple[str, float]]) -> ExtractiveAnswerer:
    return build_answerer(index, script, None)


def build_answerer(index: Index, script: dict[str, tuple[str, float]], confidence: float | None) -> ExtractiveAnswerer:
    finder, evidence = build_evidence(index, script, confidence)
    named = NamedDocuments(index.catalog, index.encoder.knows)
    return ExtractiveAnswerer(index.catalog, finder, evidence, BY_MARGIN, named, confidence)


def build_evidence(
    index: Index, script: dict[str, tuple[str, float]], confidence: float | None
) -> tuple[CandidateFinder, EvidenceAnswerer]:
    reader: Any = ScriptedReader(script)
    finder = CandidateFinder(reader, index.encoder, BY_MARGIN.ranking)
    return finder, EvidenceAnswerer(index.catalog, finder, BY_MARGIN, confidence)

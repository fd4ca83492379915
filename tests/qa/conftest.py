"""A corpus of one document on a ferry, and a service over it that shows every answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.service import QAService, open_service
from qa.settings import Settings
from tests.ferry_and_bridge import FERRY


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture
def service(corpus: Path, tmp_path: Path) -> Iterator[QAService]:
    opened = open_service(Settings(corpus=corpus, home=tmp_path / "home", confidence=0))
    yield opened
    opened.close()

"""No file stops a run: every one that cannot be read has its own reason, and nothing else is said."""

import json
import logging
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import load_corpus
from corpus.documents import Corpus
from corpus.loaders import registry
from tests.corpus.hostile import SAMPLES, Hostile, bad_attachments
from tests.corpus.samples import docx, epub, load, mail, pdf, reasons, zipped

GOOD = {
    ".csv": b"title,text\nOne,Words.\n",
    ".docx": docx(["Words."]),
    ".eml": bytes(mail(a_txt=b"Attached.")),
    ".epub": epub({"a.xhtml": "<p>Words.</p>"}),
    ".html": b"<html><body><p>Words.</p></body></html>",
    ".jsonl": b'{"text": "Words."}\n',
    ".md": b"# Head\n\nWords.\n",
    ".pdf": pdf(["Words."]),
    ".txt": b"Words.",
    ".zip": zipped({"a.txt": b"Words.", "b.pdf": pdf(["Words."])}),
}
in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def check(loaded: Corpus) -> None:
    """Something came back, and all of it can be stored and shown."""
    assert loaded.documents or loaded.failures
    for failure in loaded.failures:
        assert failure.reason.strip()
        assert (failure.source + failure.reason).encode()
    for document in loaded.documents:
        assert document.text.strip()
        assert document.text.encode()
        assert "\0" not in document.text
        assert str(document.metadata).encode()
        pages = document.metadata["pages"]
        assert pages == sorted(pages)
        assert all(0 <= page <= len(document.text) for page in pages)


def test_there_are_many() -> None:
    assert len(SAMPLES) >= 60
    assert set(GOOD) | {".htm", ".markdown", ".ndjson", ".tsv", ".xhtml"} == set(registry())


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_each_is_refused_with_its_own_reason(tmp_path: Path, sample: Hostile) -> None:
    loaded = load(tmp_path, sample.make(), sample.file)
    check(loaded)
    assert [document.text[:80] for document in loaded.documents] == []
    assert re.match(sample.reason, loaded.failures[0].reason), loaded.failures[0].reason
    assert all(failure.source.startswith(sample.file) for failure in loaded.failures)


def test_one_run_over_all_of_them_reads_the_good_ones_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    small = {name: sample for name, sample in SAMPLES.items() if name not in {"too large", "many bombs", "many files"}}
    for number, (name, sample) in enumerate(small.items()):
        (tmp_path / f"{number:03} {name}").mkdir()
        (tmp_path / f"{number:03} {name}" / sample.file).write_bytes(sample.make())
    for suffix, data in GOOD.items():
        (tmp_path / f"good{suffix}").write_bytes(data)
    loaded = load_corpus(tmp_path)
    assert {failure.source.split("/")[0][4:] for failure in loaded.failures} == set(small)
    assert {Path(document.metadata["source"].split("/")[0]).suffix for document in loaded.documents} == set(GOOD)
    assert capfd.readouterr() == ("", "")
    assert [record.message for record in caplog.records] == []


def test_bad_attachments_do_not_lose_the_mail(tmp_path: Path) -> None:
    loaded = load(tmp_path, bad_attachments(), "a.eml")
    assert [document.metadata["source"] for document in loaded.documents] == ["a.eml"]
    assert list(reasons(loaded)) == ["a.eml/a.pdf", "a.eml/b.docx", "a.eml/c.zip", "a.eml/d.txt"]


@pytest.mark.parametrize("suffix", GOOD)
def test_a_file_under_a_wrong_name_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    for other, data in GOOD.items():
        check(load(tmp_path, data, f"from{other[1:]}{suffix}"))


@pytest.mark.parametrize("suffix", registry())
@in_one_folder
@given(data=st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, data: bytes) -> None:
    check(load(tmp_path, data, f"any{suffix}"))


@pytest.mark.parametrize("suffix", GOOD)
@in_one_folder
@given(
    place=st.integers(min_value=0, max_value=3000),
    put=st.binary(max_size=8),
    cut=st.integers(min_value=0, max_value=20),
)
def test_a_good_file_with_some_bytes_changed_is_read_or_refused(
    tmp_path: Path, suffix: str, place: int, put: bytes, cut: int
) -> None:
    good = GOOD[suffix]
    place %= len(good)
    check(load(tmp_path, good[:place] + put + good[place + cut :], f"any{suffix}"))


@in_one_folder
@given(text=st.text(st.characters()))
def test_any_characters_in_a_row_can_be_stored(tmp_path: Path, text: str) -> None:
    line = json.dumps({"id": text, "title": text, "text": text, "date": text})
    check(load(tmp_path, line.encode(), "any.jsonl"))

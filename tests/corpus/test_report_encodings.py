"""The report of a sync names every encoding that a file's texts were read in."""

from pathlib import Path

from index.store import open_index
from index.sync import sync_corpus
from tests.corpus.samples import docx, mail_of, zipped


def test_a_file_of_several_encodings_names_each_once(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    members = {
        "a.txt": "Die Größe der Stadt überrascht.".encode(),
        "b.txt": "Президент России прибыл в столицу.".encode("utf-16"),
        "c.eml": bytes(mail_of(("Das Gebäude ist alt.", "iso-8859-1"))),
    }
    (folder / "several.zip").write_bytes(zipped(members))
    (folder / "none.docx").write_bytes(docx(["No encoding of its own."]))
    index = open_index(tmp_path / "home", threads=1)
    try:
        report = sync_corpus(folder, index)
    finally:
        index.close()
    assert {file.source: file.encoding for file in report.files} == {
        "none.docx": None,
        "several.zip": "cp1252, utf-16, utf-8",
    }

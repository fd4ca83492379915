"""Documents in: every readable file becomes LlamaIndex Documents, every other one a LoadFailure with the reason."""

from corpus.digests import READING_RULE, file_digest
from corpus.documents import Corpus, LoadFailure, document_id, load_corpus, load_file
from corpus.files import CorpusError, corpus_name, list_files, source_of
from corpus.loaded import LoadedText, UnreadableError
from corpus.reading import NO_LOADER
from corpus.rows import RowFields

__all__ = [
    "NO_LOADER",
    "READING_RULE",
    "Corpus",
    "CorpusError",
    "LoadFailure",
    "LoadedText",
    "RowFields",
    "UnreadableError",
    "corpus_name",
    "document_id",
    "file_digest",
    "list_files",
    "load_corpus",
    "load_file",
    "source_of",
]

"""The index made, repaired and checked as the settings say; QAError for what the parts below raise."""

import logging
import time
from typing import TYPE_CHECKING

from qa.errors import QAError, explaining
from qa.printable import on_one_line
from qa.progress import progress_bar
from qa.settings import Settings

if TYPE_CHECKING:
    from corpus import RowFields
    from index.dry_run import DryRun
    from index.report import SyncReport
    from index.store import Index


logger = logging.getLogger(__name__)

LONGEST_WAIT = 3600.0  # seconds for another process that makes the index
BETWEEN_LOOKS = 0.2  # seconds


def make_index(index: "Index", settings: Settings, progress: bool) -> None:
    """Index the corpus for the first time, or wait until another process has; a file not read is told in a warning."""
    from index.errors import IndexBusy

    until = time.monotonic() + LONGEST_WAIT
    while index.catalog.fact("corpus") is None:
        try:
            report = sync_index(index, settings, progress, allow_empty=False)
        except QAError as error:
            if not isinstance(error.__cause__, IndexBusy) or time.monotonic() > until:
                raise
            time.sleep(BETWEEN_LOOKS)
            continue
        for failure in report.failures:
            logger.warning("not read: %s: %s", on_one_line(failure.source), on_one_line(failure.reason))


def sync_index(index: "Index", settings: Settings, progress: bool, allow_empty: bool) -> "SyncReport":
    """Make the index equal the corpus folder; with `progress`, a bar on standard error."""
    from index.sync import sync_corpus

    repair_index(index, progress, thorough=True)
    with explaining(), progress_bar(progress, "indexing", "B") as show:
        return sync_corpus(settings.corpus, index, show, allow_empty, _fields(settings))


def repair_index(index: "Index", progress: bool = False, thorough: bool = False) -> None:
    """Put back what Chroma or tantivy have lost, from the catalogue; with `thorough`, read their files whole.

    Unless `thorough`, what another process is writing is left to it, and vectors that a stopped sync has not published
    need not be, where the disk is full: their passages are found by words alone.
    """
    from index.errors import IndexBusy, IndexFailure
    from index.repair import find_damage, repair
    from index.store_files import files_are_noted

    unpublished = False
    try:
        if damage := find_damage(index, thorough):
            unpublished = not damage.keywords and not files_are_noted(index)
            with progress_bar(progress, "repairing", "passage") as show:
                repair(index, show, thorough)
    except IndexFailure as error:
        if thorough or not (unpublished or isinstance(error, IndexBusy)):
            raise QAError(str(error)) from error


def require_corpus(index: "Index", settings: Settings) -> None:
    """QAError where the index was made from another corpus or by another rule than now, or holds nothing."""
    from corpus import corpus_name
    from index.plan import indexing_rule

    made_from, corpus = index.catalog.fact("corpus"), corpus_name(settings.corpus)
    if made_from is not None and made_from != corpus:
        raise QAError(
            f"the index {str(settings.home)!r} was made from {made_from!r}, not from {corpus!r}: "
            "run `qa index` to index the other corpus in its place, or set QA_HOME to another folder"
        )
    if index.catalog.fact("rule") != indexing_rule(index.encoder.digest, _fields(settings)):
        raise QAError(
            f"the index {str(settings.home)!r} was made with another encoder, passage rule or choice of "
            "fields than this version and its settings have: run `qa index` to bring it up to date"
        )
    if not index.catalog.count_documents():
        raise QAError(f"the corpus {corpus!r} has no document in the index: add documents and run `qa index`")


def require_apart(settings: Settings) -> None:
    """QAError where the index would lie among the documents, and be one of them; a hidden folder is none.

    And where the documents lie in the index's folder, which is deleted as a whole where it is damaged.
    """
    home, corpus = settings.home.resolve(), settings.corpus.resolve()
    if home.is_relative_to(corpus) and not any(part.startswith(".") for part in home.relative_to(corpus).parts):
        raise QAError(
            f"the index {str(settings.home)!r} would be among the documents of {str(settings.corpus)!r}: "
            "set QA_HOME to a folder beside them, or to a hidden one, such as '.qa'"
        )
    if corpus.is_relative_to(home):
        raise QAError(
            f"the documents of {str(settings.corpus)!r} are in the folder of the index {str(settings.home)!r}: "
            "set QA_HOME to a folder of its own"
        )


def plan_index(settings: Settings, allow_empty: bool = False) -> "DryRun":
    """What a sync would do, file by file; the index is not touched, and none is made."""
    from index import dry_run

    require_apart(settings)
    with explaining():
        return dry_run.plan_index(settings.home, settings.corpus, settings.threads, _fields(settings), allow_empty)


def _fields(settings: Settings) -> "RowFields":
    from corpus import RowFields

    return RowFields(settings.text_fields, settings.title_fields, settings.date_fields)

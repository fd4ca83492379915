"""What can go wrong with an index; each message names the value and the way out."""


class IndexFailure(Exception):
    """An index that cannot be opened, read or written."""


class IndexBusy(IndexFailure):
    """An index that another process is writing."""


class WeightsFailure(Exception):
    """A weights file that is missing or is not the one that belongs to this version."""


def is_panic(error: BaseException) -> bool:
    """Whether Rust code of Chroma or tantivy panicked: PanicException is no Exception, and no module exports it."""
    return type(error).__name__ == "PanicException"

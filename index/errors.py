"""What can go wrong with an index; each message names the value and the way out."""


class IndexFailure(Exception):
    """An index that cannot be opened, read or written."""


class WeightsFailure(Exception):
    """A weights file that is missing or is not the one that belongs to this version."""

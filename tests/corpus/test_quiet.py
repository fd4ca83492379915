"""What format libraries log and warn of is kept away for a while, in several threads at once."""

import logging
import warnings

from corpus.quiet import NOISY, SILENT, quiet, quiet_loggers


def levels() -> list[int]:
    return [logging.getLogger(name).level for name in NOISY]


def test_two_that_overlap_leave_the_process_as_it_was() -> None:
    before, filters = levels(), list(warnings.filters)
    first, second, third = quiet(), quiet_loggers(), quiet()
    for one in (first, second, third):
        one.__enter__()
    assert set(levels()) == {SILENT}
    first.__exit__(None, None, None)
    warnings.warn("unheard", UserWarning, stacklevel=1)
    third.__exit__(None, None, None)
    assert warnings.filters == filters
    assert set(levels()) == {SILENT}
    second.__exit__(None, None, None)
    assert levels() == before


def test_what_fails_leaves_the_process_as_it_was() -> None:
    before, filters = levels(), list(warnings.filters)
    try:
        with quiet():
            raise KeyError
    except KeyError:
        pass
    assert (levels(), warnings.filters) == (before, filters)

"""Keeps what format libraries say about broken files away from the person, who gets the reason instead."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

NOISY = ("charset_normalizer", "courlan", "dateparser", "htmldate", "justext", "pypdf", "trafilatura")
SILENT = logging.CRITICAL + 1


@contextmanager
def quiet_loggers() -> Iterator[None]:
    """Until the block ends, the libraries in NOISY log nothing.

    Around many files it saves time: each change of a level empties what every logger of the process has cached.
    """
    loggers = [logger for name in NOISY if (logger := logging.getLogger(name)).level != SILENT]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(SILENT)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def quiet() -> Iterator[None]:
    """Until the block ends, the libraries in NOISY log nothing and no warning is shown."""
    with quiet_loggers(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield

"""Keeps what format libraries say about broken files away from the person, who gets the reason instead."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

NOISY = ("charset_normalizer", "courlan", "dateparser", "htmldate", "justext", "pypdf", "trafilatura")


@contextmanager
def quiet() -> Iterator[None]:
    """Until the block ends, no warning is shown and the libraries in NOISY log nothing."""
    loggers = [logging.getLogger(name) for name in NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)

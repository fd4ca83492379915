"""Keeps what format libraries say about broken files away from the person, who gets the reason instead."""

import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

NOISY = ("charset_normalizer", "courlan", "dateparser", "htmldate", "justext", "pypdf", "trafilatura")
SILENT = logging.CRITICAL + 1


class _Shared:
    """A change of the whole process that several threads want at once: made for the first, taken back with the last."""

    def __init__(self, change: Callable[[], AbstractContextManager[None]]) -> None:
        self._change, self._lock, self._wanted = change, threading.Lock(), 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if not self._wanted:
                self._made = self._change()
                self._made.__enter__()
            self._wanted += 1
        try:
            yield
        finally:
            with self._lock:
                self._wanted -= 1
                if not self._wanted:
                    self._made.__exit__(None, None, None)


@contextmanager
def _silent_loggers() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(SILENT)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _no_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


_share_silence, _share_ignoring = _Shared(_silent_loggers), _Shared(_no_warnings)


@contextmanager
def quiet_loggers() -> Iterator[None]:
    """Until the block ends, and those of other threads beside it, the libraries in NOISY log nothing.

    Around many files it saves time: each change of a level empties what every logger of the process has cached.
    """
    with _share_silence():
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """Until the block ends, and those of other threads beside it, the libraries in NOISY log nothing and no warning is
    shown.
    """
    with _share_silence(), _share_ignoring():
        yield

"""A coroutine in the background: what it gives, however late that is noticed."""

import asyncio
from concurrent.futures import Future
from typing import Any

import pytest

from evals.background_loop import BackgroundLoop


class DoneTooLate(Future[str]):
    """Ends between the waiter's giving up and its looking."""

    def result(self, timeout: float | None = None) -> str:
        if not self.done():
            self.set_result("found")
            raise TimeoutError
        return super().result(timeout)


def test_what_ends_as_the_wait_does_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = BackgroundLoop()

    def start(coroutine: Any, _: object) -> Future[str]:
        coroutine.close()
        return DoneTooLate()

    try:
        with monkeypatch.context() as patched:
            patched.setattr(asyncio, "run_coroutine_threadsafe", start)
            assert loop.run(asyncio.sleep(0), 1.0) == "found"
    finally:
        loop.close()


def test_a_coroutine_that_times_out_itself_raises() -> None:
    async def time_out() -> None:
        raise TimeoutError("its own")

    loop = BackgroundLoop()
    try:
        with pytest.raises(TimeoutError, match="its own"):
            loop.run(time_out(), 10.0)
    finally:
        loop.close()

"""An event loop in a thread of its own, which the caller need not wait for."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

Found = TypeVar("Found")

LOOK_SECONDS = 0.5


class BackgroundLoop:
    """Runs coroutines one at a time, all in one loop, so that clients which belong to a loop can be used again."""

    def __init__(self) -> None:
        ready: Future[asyncio.AbstractEventLoop] = Future()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        self._loop = ready.result()

    async def _serve(self, ready: "Future[asyncio.AbstractEventLoop]") -> None:
        self._closed = asyncio.Event()
        ready.set_result(asyncio.get_running_loop())
        await self._closed.wait()

    def run(self, coroutine: Coroutine[Any, Any, Found], seconds: float) -> Found | None:
        """What the coroutine gives, or raises; None, and the coroutine cancelled, where it takes longer."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result(seconds)
        except TimeoutError:
            return future.result() if future.done() else None  # it may be done by now, or this was its own error
        finally:
            future.cancel()

    def answers(self) -> bool:
        """False where the loop is held up by code that does not wait as a coroutine does."""
        answered = threading.Event()
        self._loop.call_soon_threadsafe(answered.set)
        return answered.wait(LOOK_SECONDS)

    def close(self) -> None:
        """End the thread, as soon as what holds it up has ended."""
        self._loop.call_soon_threadsafe(self._closed.set)

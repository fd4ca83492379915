"""A progress bar on standard error: how far, how fast, how long still."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qa.printable import on_one_line

MOST_SHOWN = 40  # characters of a name


def is_watched() -> bool:
    """True where standard error is a terminal, and not where it is closed."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def progress_bar(shown: bool, title: str, unit: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """A function that draws (done, in all, name of the one at hand); None where no bar is to be or can be shown."""
    if not shown or sys.stderr is None:
        yield None
        return
    from tqdm import tqdm

    with tqdm(total=0, unit=unit, unit_scale=unit == "B", desc=title, file=sys.stderr) as bar:

        def show(done: int, total: int, name: str) -> None:
            bar.total = total
            bar.set_postfix_str(on_one_line(name)[:MOST_SHOWN], refresh=False)
            bar.update(done - bar.n)

        yield show

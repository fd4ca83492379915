"""The lines of a batch, whatever encoding standard input was opened with."""

import io

from qa.cli_batch import read_questions


def test_a_batch_is_read_as_utf_8_whatever_the_environment_says() -> None:
    stream = io.TextIOWrapper(io.BytesIO("what is a café?\n".encode()), encoding="latin-1")
    assert list(read_questions(stream)) == [(1, "what is a café?")]

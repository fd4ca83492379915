"""The bar that shows how far an index is."""

import pytest

from qa.progress import is_watched, progress_bar


def test_the_bar_shows_what_is_at_hand_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(True, "indexing", "B") as show:
        assert show is not None
        show(1, 2, "minutes\nof May.txt")
    shown = capsys.readouterr().err
    assert "indexing: 50%" in shown.replace("  ", " ")
    assert "minutes of May.txt" in shown
    assert "\nof May" not in shown


def test_a_closed_standard_error_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    with progress_bar(True, "indexing", "B") as show:
        assert show is None
    assert not is_watched()

"""A sync that is killed before or after any step that writes loses, doubles and half shows nothing."""

from tests.killing import kill_syncs


def test_killed_before_and_after_every_step() -> None:
    assert "42 kills at steps, 0 at random" in kill_syncs("--times", "0")

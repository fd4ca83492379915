"""A sync that is killed at any moment loses, doubles and half shows nothing."""

from tests.killing import kill_syncs


def test_killed_at_twenty_random_moments() -> None:
    assert "0 kills at steps, 20 at random" in kill_syncs("--times", "20", "--random-only")

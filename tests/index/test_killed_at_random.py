"""A sync that is killed at any moment loses, doubles and half shows nothing."""

from tests.killing import kill_syncs


def test_killed_at_fifty_random_moments() -> None:
    assert "0 kills at steps, 50 at random" in kill_syncs("--times", "50", "--random-only")

"""Questions and documents from elsewhere made into a suite, one form a file."""

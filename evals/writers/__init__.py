"""The forms in which a report is written to a file, one a file."""

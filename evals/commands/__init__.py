"""The commands below `qa eval`, one a file."""

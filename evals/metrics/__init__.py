"""One pure function a file."""

"""Bringing content in: a file or a pasted text is read, looked at, tagged, and only then stored."""

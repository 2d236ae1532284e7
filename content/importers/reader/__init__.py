"""The lines of a file, read as a résumé."""

"""Files of every kind as one list of lines: what stands on each, and how it looks."""

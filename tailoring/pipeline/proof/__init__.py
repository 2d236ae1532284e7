"""A draft proven line by line: what its evidence carries, what is asked of the second reader, what is put instead."""

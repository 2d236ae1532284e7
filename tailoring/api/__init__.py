"""The API: a run begun, watched, fetched."""

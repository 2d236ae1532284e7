"""Résumés as data of other programs → the schema, and what could not be held."""

"""What MongoDB asks for: an engine, and keys and migrations for the applications that others wrote."""

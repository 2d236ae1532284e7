"""The API over what a person owns: résumés, documents, chunks."""

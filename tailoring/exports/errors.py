"""The one error of this package."""


class ExportError(Exception):
    """A résumé could not be made into a file. The message is a sentence for people."""

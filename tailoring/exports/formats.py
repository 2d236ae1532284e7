"""The registry of export formats: one line a format. The API, the commands and the tests read it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from importlib import import_module

from content.schema.resume import ResumeData


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffix, its media type, what people call it, and the module whose `render` draws it.

    One that is `heavy` is drawn in a child process, so many at once and for one person.
    """

    suffix: str
    media_type: str
    label: str
    module: str
    heavy: bool = False

    @property
    def name(self) -> str:
        """The suffix without its dot, as addresses have it."""
        return self.suffix[1:]

    def render(self, resume: ResumeData, person: Hashable = None) -> bytes:
        """The résumé as such a file, for a `person` or for nobody in particular. Raises NoSlot for a person.

        The module is loaded here: a page that offers text needs no python-docx.
        """
        draw: Callable[..., bytes] = import_module(f"tailoring.exports.{self.module}").render
        return draw(resume, person=person) if self.heavy else draw(resume)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, Format] = {
    made.suffix: made
    for made in (
        Format(".pdf", "application/pdf", "PDF", "pdf", heavy=True),
        Format(".docx", _WORD, "Word", "word", heavy=True),
        Format(".md", "text/markdown; charset=utf-8", "Markdown", "markdown"),
        Format(".txt", "text/plain; charset=utf-8", "plain text", "text"),
        Format(".html", "text/html; charset=utf-8", "web page", "html"),
        Format(".json", "application/json", "JSON Resume", "json_resume"),
    )
}
# As the help of the commands has them.
SUFFIXES = " ".join(FORMATS)


def in_words(*, conjunction: str = "or") -> str:
    """The suffixes as a list in a sentence: `.pdf, .docx or .md`."""
    *most, last = FORMATS
    return f"{', '.join(most)} {conjunction} {last}"

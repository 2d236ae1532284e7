"""What a printed résumé is made of. A field that no block shows is printed nowhere: `fields` is what is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and the address it links to, if any."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    text: str

    @property
    def fields(self) -> list[str]:
        return [self.text]


@dataclass(frozen=True, slots=True)
class Tagline:
    """What the person calls themselves, under the name."""

    text: str

    @property
    def fields(self) -> list[str]:
        return [self.text]


@dataclass(frozen=True, slots=True)
class Contacts:
    items: tuple[Text, ...]

    @property
    def fields(self) -> list[str]:
        return [item.text for item in self.items]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    text: str

    @property
    def fields(self) -> list[str]:
        return [self.text]


@dataclass(frozen=True, slots=True)
class Entry:
    """The head of a job, a degree or a project: title and dates, then organisation, place and the like."""

    title: Text
    dates: str = ""
    under: tuple[Text, ...] = ()

    @property
    def fields(self) -> list[str]:
        return [text for text in (self.title.text, self.dates, *(part.text for part in self.under)) if text]


@dataclass(frozen=True, slots=True)
class Line:
    """A head that needs one line only: a certificate, an award, a publication."""

    title: Text
    beside: tuple[str, ...] = ()
    dates: str = ""

    @property
    def fields(self) -> list[str]:
        return [text for text in (self.title.text, *self.beside, self.dates) if text]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str

    @property
    def fields(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Bullet:
    text: str
    url: str = ""

    @property
    def fields(self) -> list[str]:
        return [self.text]


@dataclass(frozen=True, slots=True)
class Items:
    """Short things on one line, separated by commas, perhaps after a label: skills, keywords, courses."""

    items: tuple[str, ...]
    label: str = ""

    @property
    def fields(self) -> list[str]:
        return [text for text in (self.label, *self.items) if text]


Block = Name | Tagline | Contacts | Heading | Entry | Line | Paragraph | Bullet | Items

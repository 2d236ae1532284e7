"""The pages of a PDF of ours as pictures."""

from __future__ import annotations

import io
from collections.abc import Hashable, Iterator

from ..children import made

SCALE = 1.6  # of 72 dots an inch: sharp at the width of half a window
_QUALITY = 80
MOST_PAGES = 10


def pictures_of(pdf: bytes, person: Hashable = None) -> list[bytes]:
    """Each page as WebP, of the first ten, drawn in a child process.

    Raises ExportError when that fails, and NoSlot for a `person` when too many files are made.
    """
    answer, body = made("pictures", pdf, "The picture", person=person)
    return list(_cut(body, answer["sizes"]))


def drawn(pdf: bytes) -> list[bytes]:
    """What the child draws."""
    return list(_drawn(pdf))


def _drawn(pdf: bytes) -> Iterator[bytes]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(min(len(document), MOST_PAGES)):
            picture, file = document[number].render(scale=SCALE).to_pil(), io.BytesIO()
            picture.save(file, "WEBP", quality=_QUALITY, method=3)
            yield file.getvalue()


def _cut(body: bytes, sizes: list[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield body[start : start + size]
        start += size

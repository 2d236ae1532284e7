"""The pages of a PDF of ours as pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2

SCALE = 1.6  # of 72 dots an inch: sharp at the width of half a window
_QUALITY = 80
MOST_PAGES = 10


def pictures_of(pdf: bytes) -> list[bytes]:
    """Each page as WebP, of the first ten."""
    return list(_drawn(pdf))


def _drawn(pdf: bytes) -> Iterator[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(min(len(document), MOST_PAGES)):
            picture, file = document[number].render(scale=SCALE).to_pil(), io.BytesIO()
            picture.save(file, "WEBP", quality=_QUALITY, method=3)
            yield file.getvalue()

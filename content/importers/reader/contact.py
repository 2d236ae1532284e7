"""Name, addresses and numbers of the person."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from ..lines.model import Line
from ..words import is_one_of, listed
from .heads import like_place
from .names import NAME_LABEL, name_lines, titled, without_title
from .paragraphs import joined

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/@.-])(?:\+|\(|00)?\(?\d[\d\s()./‑–-]{5,22}\d(?![\w@])")
_URL = re.compile(r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)+[a-z]{2,24}(?:/[\w./%~?=&#+-]*)?", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:e-?mail|mail|phone|tel|tfno|tlf|tlfno|tél|fon|telephone|telefon|mobile|mobil|cell|handy|"
    r"address|adresse|anschrift|dirección|location|wohnort|standort|ort|"
    r"téléphone|tél|teléfono|móvil|correo(?: electrónico)?|courriel|"
    r"website|web|site web|sitio web|linkedin|github|portfolio|homepage|"
    r"postal code (?:&|and) city|region|city|country|land|stadt|ville|ciudad|"
    r"nationality|date of birth|url|name|full name)\b\.?\s*(?::|$|\s(?=[+\d(]))\s*",
    re.IGNORECASE,
)


_STREET = re.compile(
    r"^\d{1,4}\s?[a-z]?\s+[A-Z][\w'’]+(?:\s+[A-Z][\w'’.]*){0,3}$|"
    r"\w(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm)\s+\d{1,4}|"
    r"^\d{1,4},?\s+(?:rue|avenue|boulevard|place|chemin|allée|quai)\s|^(?:c/|calle|avda\.?|avenida|plaza|paseo)\s",
)


@dataclass
class Found:
    """The contact, and the texts that were none of it."""

    fields: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)


def contact_of(head: list[Line], aside: list[Line]) -> Found:
    """The contact from the lines above the first section and those of sections for it."""
    found = Found()
    head = without_title(head) if aside or len(head) > 1 else head
    shown = name_lines(head or aside)
    if shown:
        called, label = titled(_without_label(" ".join(line.text for line in shown)))
        found.fields["full_name"] = called
        if label:
            found.fields["label"] = label
    lines = [line for line in [*head, *aside] if not any(line is one for one in shown)]
    links = [link for line in [*head, *aside] for link in line.links]
    pieces = [piece for line in _mended(lines) for piece in _pieces(line)]
    for link in links:
        _link(found, link)
    left = [rest for piece in pieces if (rest := _take(found, piece))]
    _settle(found, left)
    return found


def _without_label(text: str) -> str:
    """The name without the word for one, as forms have it."""
    bare = NAME_LABEL.sub("", text)
    return _LABEL.sub("", bare) or text


def _mended(lines: list[Line]) -> list[str]:
    """The texts, an address broken over lines made whole."""
    texts: list[str] = []
    for line in lines:
        for part in line.parts:
            if texts and not part.startswith(("http", "www.")) and (
                re.search(r"\S@[\w.-]*$", texts[-1])
                and not _EMAIL.search(texts[-1].split()[-1])
                and re.match(r"[\w.-]+\.\w", part)
                or re.search(r"[\w.-]@$", texts[-1])
                or re.search(r"\S+/\S*[-/.\u00ad]$|^[\w.]+-$", texts[-1]) and re.match(r"[\w.-]", part)
                or re.search(r"@[\w-]+$", texts[-1]) and re.fullmatch(r"[\w]*\.[a-z.]{2,}", part)
            ):  # fmt: skip
                texts[-1] = texts[-1].replace("\u00ad", "-") + part
            elif (
                texts
                and line.gap < 0.15
                and line.size > 1.5
                and len(line.parts) == 1
                and _is_address_part(texts[-1], part)
            ):
                texts[-1] += f" {part}"
            else:
                texts.append(part)
    return texts


def _is_address_part(above: str, text: str) -> bool:
    """Whether a postal address goes on in the next line."""
    return "," in above and "," in text and not re.search(r"[@:]|\d{6}", above + text) and len(above) < 60


def _pieces(text: str) -> list[str]:
    return [
        piece.strip(" ,;")
        for piece in re.split(r"\s+[|•·∙◆▪–—]\s+|\s*\|\s*|\s*•\s*|\s+//?\s+(?!\d)|\s+//\s+", text)
        if piece.strip(" ,;|")
    ]


def _link(found: Found, link: str) -> None:
    plain = link.split("?")[0].rstrip("/")
    if link.startswith("mailto:") and _EMAIL.fullmatch(plain[7:]):
        found.fields.setdefault("email", plain[7:])
    elif "linkedin.com/" in plain:
        found.fields.setdefault("linkedin", plain)
    elif re.search(r"github\.com/[\w-]+$", plain):
        found.fields.setdefault("github", plain)
    elif (
        link.startswith("http")
        and "github.com/" not in plain
        and not re.search(r"maps\.|google\.|wa\.me|twitter|x\.com|facebook|instagram", plain)
    ):
        found.fields.setdefault("website", plain)


def _take(found: Found, piece: str) -> str:
    """What is left of a piece when its addresses and numbers are taken."""
    label = match[0].strip(" :").casefold() if (match := _LABEL.match(piece)) else ""
    text = piece[match.end() :] if match else piece
    if mail := _EMAIL.search(text):
        if _same(found.fields.get("email", mail[0]), mail[0]):
            found.fields["email"] = found.fields.get("email", mail[0])
        text = text.replace(mail[0], " ")
    for url in _URL.finditer(text):
        mail_at = found.fields.get("email", "").partition("@")[2]
        alone = url[0] == mail_at and not re.search(
            r"\w", text.replace(url[0], "")
        )  # no rest of the mail's address
        if alone or not found.fields.get("email", "").endswith(url[0]):
            _address(found, url[0])
        text = text.replace(url[0], " ")
    if (
        (phone := _PHONE.search(text))
        and 7 <= len(re.sub(r"\D", "", phone[0])) <= 16
        and not re.fullmatch(r"\s*(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\s*", phone[0])
    ):
        found.fields.setdefault("phone", phone[0].strip())
        text = text.replace(phone[0], " ")
    if match := re.search(r"(?:^|\s)in/([\w-]+)\s*$", text):
        found.fields.setdefault("linkedin", f"linkedin.com/in/{match[1]}")
        text = text[: match.start()]
    text = re.sub(
        r"\((?:linkedin|github|mobile|home|work|personal|portfolio|mobil|other|company|blog)\)|\b(?:phone|e-?mail|tel|linkedin|github)\s*:?\s*$",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    text = " ".join(text.split()).strip(" ,;:|()")
    text = text if re.search(r"\w", text) else ""
    if (
        label
        in (
            "address",
            "adresse",
            "anschrift",
            "location",
            "wohnort",
            "standort",
            "ort",
            "dirección",
            "city",
            "stadt",
            "ville",
            "ciudad",
            "postal code & city",
            "postal code and city",
            "region",
        )
        and text
    ):
        found.fields["location"] = ", ".join(filter(None, [found.fields.get("location", ""), text]))
        return ""
    return "" if label in ("linkedin", "github", "name", "full name") else text


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _address(found: Found, url: str) -> None:
    url = url.rstrip("./")
    plain = url.casefold()
    if "linkedin.com" in plain:
        found.fields.setdefault("linkedin", url)
    elif "github.com" in plain:
        found.fields.setdefault("github", url)
    elif "." in plain and not re.fullmatch(r"[\w-]+\.(?:js|net|py|e|v)", plain):
        found.fields.setdefault("website", url)


def _settle(found: Found, left: list[str]) -> None:
    """Of what is left: a place, then the line under the name."""
    users = {found.fields.get(key, "").casefold().split("/")[-1] for key in ("linkedin", "github", "website")}
    left = [
        text
        for text in left
        if text.casefold().strip("@") not in users
        and text.casefold() != found.fields.get("full_name", "").casefold()
    ]
    for text, after in itertools.pairwise([*left, ""]):
        if "location" not in found.fields and _is_location(text):
            # A street, and the town in the line below it.
            both = (
                [text, after] if _STREET.search(text) and "," not in text and _is_location(after) else [text]
            )
            found.fields["location"] = ", ".join(both)
            left = [one for one in left if one not in both]
    for text in list(left):
        if (
            "label" not in found.fields
            and len(text) < 90
            and not re.search(r"\d{3}", text)
            and not _STREET.search(text)
        ):
            found.fields["label"] = text
            left.remove(text)
            break
    if "location" not in found.fields:
        for text in list(left):
            if len(text.split()) <= 5 and text[:1].isupper() and not is_one_of("titles", text):
                found.fields["location"] = text
                left.remove(text)
                break
    street = next((text for text in left if _STREET.search(text) and len(text.split()) <= 6), "")
    if street and "location" not in found.fields:
        found.fields["location"] = street
        left.remove(street)
    label = found.fields.get("label", "")
    if (
        "location" not in found.fields
        and label
        and not is_one_of("titles", label)
        and len(label.split()) <= 3
    ):
        found.fields["location"] = found.fields.pop("label")
    found.rest = left


def _is_location(text: str) -> bool:
    if not text or len(text) > 90 or is_one_of("titles", text) > 0 and "," not in text or text.endswith("."):
        return False
    if like_place(text) or re.search(r"\b\d{4,5}\b", text) and len(text.split()) <= 9:
        return True
    if (
        re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", text)
        or text.split()[-1].casefold() in listed("countries")
        and len(text.split()) < 8
    ):
        return True
    parts = text.split(", ")
    return (
        2 <= len(parts) <= 5
        and all(part[:1].isupper() and len(part.split()) <= 4 for part in parts)
        and not is_one_of("titles", text)
        and not is_one_of("languages", text)
    )


def text_of(lines: list[Line]) -> str:
    return joined(line.text for line in lines)

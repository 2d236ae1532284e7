"""Which paper a résumé is printed on, and in which language and direction: simple rules over what it says."""

from __future__ import annotations

import re
from typing import Literal

import regex

from content.schema.resume import Contact

_LETTER_COUNTRIES = {"US", "USA", "CA", "CAN", "MX", "PR", "PH", "CL", "CO", "VE", "GT", "CR"}
_LETTER_NAMES = {
    "united states",
    "united states of america",
    "usa",
    "us",
    "u.s.",
    "canada",
    "mexico",
    "philippines",
}
_STATES = frozenset(
    re.findall(
        r"\w+",
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
        "OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS NT NU ON PE QC SK YT",
    )
)
_SCRIPTS = (
    ("ja", r"[\p{Hiragana}\p{Katakana}]"), ("ko", r"\p{Hangul}"), ("zh", r"\p{Han}"), ("he", r"\p{Hebrew}"),
    ("ar", r"\p{Arabic}"), ("hi", r"\p{Devanagari}"), ("th", r"\p{Thai}"), ("el", r"\p{Greek}"),
    ("ru", r"\p{Cyrillic}"),
)  # fmt: skip


def paper(contact: Contact) -> Literal["us-letter", "a4"]:
    """US letter where that is the paper in use: by the country of the address, the phone number, or the place."""
    address = (contact.model_extra or {}).get("address")
    country = address.get("countryCode") if isinstance(address, dict) else ""
    phone = "".join(contact.phone.split())
    last = contact.location.rsplit(",", 1)[-1].strip()
    if isinstance(country, str) and country.strip():
        letter = country.strip().upper() in _LETTER_COUNTRIES
    elif phone.startswith(("+", "00")):
        letter = phone.removeprefix("+").removeprefix("00").startswith("1")
    elif last:
        letter = last.casefold() in _LETTER_NAMES or ("," in contact.location and last in _STATES)
    else:
        letter = bool(regex.match(r"\(\d{3}\)", phone))
    return "us-letter" if letter else "a4"


def language(text: str) -> str:
    """The language of most of the text as far as its script tells, else English: `ja`, `ar`, `en` …"""
    letters = len(regex.findall(r"\p{L}", text)) or 1
    for code, pattern in _SCRIPTS:
        share = len(regex.findall(pattern, text)) / letters
        # Kana give Japanese away although most of its letters may be Han.
        if share > (0.1 if code == "ja" else 0.4):
            return code
    return "en"


def direction(code: str) -> Literal["ltr", "rtl"]:
    return "rtl" if code in ("ar", "he") else "ltr"

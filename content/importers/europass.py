"""Europass's XML (SkillsPassport, as its editor exported it until 2020) as data in the résumé schema."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from content.schema.resume import description_of

from .lines.docx import tree
from .lines.html import html_lines


def is_europass(text: str) -> bool:
    """Whether a text begins as such an export."""
    return bool(re.search(r"<(?:\w+:)?SkillsPassport\b", text[:4_000]))


def from_europass(text: str, name: str) -> dict[str, Any]:
    """The data of an export. Raises ImportRefused for one that is damaged or declares entities."""
    root = tree(re.sub(r"\A\s*<\?xml.*?\?>", "", text, flags=re.DOTALL).encode(), name)
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
    return {
        "contact": _contact(root),
        "summary": "\n".join(_lines(root, "LearnerInfo/Headline/Description/Label")[:1]),
        "work_experience": [_job(one) for one in root.iter("WorkExperience")],
        "education": [_school(one) for one in root.iter("Education")],
        "skills": [
            line
            for kind in ("Computer", "Organisational", "JobRelated", "Communication", "Other")
            for line in _lines(root, f".//Skills/{kind}/Description")
        ],
        "languages": [
            {"language": said, "fluency": level}
            for one in [*root.iter("MotherTongue"), *root.iter("ForeignLanguage")]
            if (said := _text(one, "Description/Label"))
            for level in [
                " ".join(dict.fromkeys(level.text or "" for level in one.findall("ProficiencyLevel/*")))
            ]
        ],
        "achievements": [
            {"title": _text(one, "Title/Label"), "description": " ".join(_lines(one, "Description"))}
            for one in root.iter("Achievement")
        ],
    }


def _contact(root: ElementTree.Element) -> dict[str, str]:
    person = ".//Identification/"
    names = (_text(root, f"{person}PersonName/{part}") for part in ("FirstName", "Surname"))
    place = f"{person}ContactInfo/Address/Contact/"
    parts = ("AddressLine", "PostalCode", "Municipality", "Country/Label")
    return {
        "full_name": " ".join(filter(None, names)),
        "email": _text(root, f"{person}ContactInfo/Email/Contact"),
        "phone": _text(root, f"{person}ContactInfo/TelephoneList/Telephone/Contact"),
        "website": _text(root, f"{person}ContactInfo/WebsiteList/Website/Contact"),
        "location": ", ".join(filter(None, (_text(root, place + part) for part in parts))),
    }


def _job(one: ElementTree.Element) -> dict[str, Any]:
    return {
        "company": _text(one, "Employer/Name"),
        "title": _text(one, "Position/Label"),
        "location": _text(one, "Employer/ContactInfo/Address/Contact/Municipality"),
        "description": description_of(_lines(one, "Activities")),
        **_dates(one),
    }


def _school(one: ElementTree.Element) -> dict[str, Any]:
    return {
        "institution": _text(one, "Organisation/Name"),
        "degree": _text(one, "Title"),
        "description": description_of(_lines(one, "Activities")),
        **{key: value for key, value in _dates(one).items() if key != "current"},
    }


def _dates(one: ElementTree.Element) -> dict[str, Any]:
    current = _text(one, "Period/Current") == "true"
    return {
        "start_date": _date(one.find("Period/From")),
        "end_date": "" if current else _date(one.find("Period/To")),
        "current": current,
    }


def _date(element: ElementTree.Element | None) -> str:
    """`2019-03` of `<From year="2019" month="--03"/>`; the year alone where no month is said."""
    said = element.attrib if element is not None else {}
    month = re.sub(r"\D", "", said.get("month", ""))
    return "-".join(filter(None, (said.get("year", ""), month)))


def _text(element: ElementTree.Element, path: str) -> str:
    found = element.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _lines(element: ElementTree.Element, path: str) -> list[str]:
    """The lines of a field that may hold HTML, escaped or not."""
    found = element.find(path)
    if found is None:
        return []
    text = ElementTree.tostring(found, encoding="unicode", method="html") if len(found) else found.text or ""
    return [line.text for line in html_lines(text)]

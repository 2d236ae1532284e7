"""LinkedIn's data export: a zip archive of CSV files, of which only those about the person are read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

from content.schema.resume import description_of, lines_of

from .lines.docx import part
from .source import ImportRefused

MAX_ROWS = 2_000
_Row = dict[str, str]


def from_linkedin(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, Any], list[str]]:
    """The data of a résumé and what the export leaves out. What is other people's is not read."""
    files = _of_one_person(archive.namelist()[:2_000], name)

    def rows(file: str) -> list[_Row]:
        return _rows(part(archive, files[file], name)) if file in files else []

    profile = next(iter(rows("profile.csv")), {})
    if not profile:
        raise ImportRefused(
            f'"{name}" is a LinkedIn export without a profile: ask LinkedIn for the larger data file.'
        )
    contact = _contact(profile)
    contact["email"] = next(
        (row["Email Address"] for row in _primary(rows("email addresses.csv")) if row.get("Email Address")),
        "",
    )
    contact["phone"] = next((row["Number"] for row in rows("phonenumbers.csv") if row.get("Number")), "")
    if not contact["phone"]:
        contact["phone"] = next(
            (row["Number"] for row in rows("whatsapp phone numbers.csv") if row.get("Number")), ""
        )
    data = {
        "contact": {key: value for key, value in contact.items() if value},
        "summary": profile.get("Summary", ""),
        "work_experience": [_job(row) for row in rows("positions.csv")],
        "education": [_school(row) for row in rows("education.csv")],
        "skills": [row["Name"] for row in rows("skills.csv") if row.get("Name")],
        "achievements": [_named(row, "title") for row in rows("honors.csv")],
        "languages": [
            _kept(language=row.get("Name"), fluency=row.get("Proficiency")) for row in rows("languages.csv")
        ],
        "certificates": [_named(row, "name") for row in rows("certifications.csv")],
        "projects": [_named(row, "name") for row in rows("projects.csv")],
        "publications": [_named(row, "name") for row in rows("publications.csv")],
        "volunteer": [_volunteer(row) for row in rows("volunteering.csv")],
        "courses": [_named(row, "name") for row in rows("courses.csv")],
    }
    missing = (
        []
        if "positions.csv" in files
        else [
            "LinkedIn's basic export holds the profile alone: ask for the larger data file, with jobs and education."
        ]
    )
    return {key: value for key, value in data.items() if value or key == "contact"}, missing


def _of_one_person(paths: list[str], name: str) -> dict[str, str]:
    """The files beside the profile, by their names. Raises ImportRefused where there are two profiles."""
    profiles = [path for path in paths if path.rsplit("/", 1)[-1].casefold() == "profile.csv"]
    if len(profiles) > 1:
        raise ImportRefused(f'"{name}" holds the exports of {len(profiles)} people: give one at a time.')
    folder = profiles[0].rpartition("/")[0] if profiles else ""
    beside = (path for path in paths if path.rpartition("/")[0] == folder)
    return {path.rsplit("/", 1)[-1].casefold(): path for path in beside}


def _rows(content: bytes) -> list[_Row]:
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    if text.startswith("Notes:"):
        text = text.split("\n\n", 1)[-1]
    reader = csv.DictReader(io.StringIO(text, newline=""))
    found = []
    try:
        for number, row in enumerate(reader):
            if number >= MAX_ROWS:
                break
            found.append(
                {
                    key: value.strip()
                    for key, value in row.items()
                    if isinstance(key, str) and isinstance(value, str)
                }
            )
    except csv.Error as error:
        raise ImportRefused("A file of the LinkedIn export is damaged: download the export again.") from error
    return found


def _primary(rows: list[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: row.get("Primary", "").casefold() != "yes")


def _contact(profile: _Row) -> dict[str, str]:
    sites = (
        re.findall(r"\[?[A-Z_]+:([^\],\s]+)\]?", profile.get("Websites", ""))
        or profile.get("Websites", "").split()
    )
    known = {"linkedin": "linkedin.com/", "github": "github.com/"}
    found = {key: next((site for site in sites if host in site), "") for key, host in known.items()}
    website = next((site for site in sites if not any(host in site for host in known.values())), "")
    return {
        "full_name": " ".join(filter(None, [profile.get("First Name", ""), profile.get("Last Name", "")])),
        "label": profile.get("Headline", ""),
        "location": profile.get("Geo Location") or profile.get("Address") or profile.get("Location", ""),
        **found,
        "website": website,
    }


def _job(row: _Row) -> dict[str, Any]:
    start, end = row.get("Started On", ""), row.get("Finished On", "")
    return {
        "company": row.get("Company Name", ""),
        "title": row.get("Title", ""),
        "location": row.get("Location", ""),
        "start_date": start,
        "end_date": end,
        "current": bool(start and not end),
        "description": description_of(
            [line.lstrip("•-*· ").strip() for line in lines_of(row.get("Description", ""))]
        ),
    }


def _school(row: _Row) -> dict[str, Any]:
    degree, _, area = row.get("Degree Name", "").partition(", ")
    below = [row.get(key, "") for key in ("Notes", "Activities") if row.get(key)]
    return {
        "institution": row.get("School Name", ""),
        "degree": degree,
        "field": area,
        "start_date": row.get("Start Date", ""),
        "end_date": row.get("End Date", ""),
        "description": description_of(below),
    }


def _named(row: _Row, name: str) -> dict[str, str]:
    dates = (
        {"startDate": row.get("Started On"), "endDate": row.get("Finished On")}
        if name == "name" and "Title" in row
        else {}
    )
    issued = row.get("Issued On") or row.get("Published On") or ("" if dates else row.get("Started On"))
    return _kept(
        **{name: row.get("Title") or row.get("Name")},
        issuer=row.get("Authority"),
        publisher=row.get("Publisher"),
        description=row.get("Description"),
        url=row.get("Url"),
        date=issued,
        number=row.get("License Number") or row.get("Number"),
        **dates,
    )


def _volunteer(row: _Row) -> dict[str, Any]:
    lines = [line.lstrip("•-*· ").strip() for line in lines_of(row.get("Description", ""))]
    entry: dict[str, Any] = _kept(
        organization=row.get("Company Name"),
        position=row.get("Role"),
        startDate=row.get("Started On"),
        endDate=row.get("Finished On"),
    )
    return entry | ({"highlights": lines} if lines else {})


def _kept(**values: str | None) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}

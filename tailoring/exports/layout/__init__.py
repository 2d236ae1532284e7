"""The one structure that every file format prints: a résumé as an ordered list of blocks.

Formats differ only in how they draw a block, so each prints the same fields in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.schema.resume import Achievement, Contact, Education, ResumeData, Role, lines_of

from .blocks import Block, Bullet, Contacts, Entry, Heading, Items, Name, Paragraph, Tagline, Text
from .dates_alike import set_alike
from .printed import display_url, link_url, span
from .sections import apart, other_sections, tagline

_CONTACT_WIDTH = 95  # characters that fit on a line, about


def layout(resume: ResumeData) -> list[Block]:
    """The résumé as blocks, in the order in which they are printed. What is empty is left out."""
    resume = set_alike(resume)
    before, after, others = apart(resume.others)
    blocks: list[Block] = list(_contact(resume.contact, tagline(resume)))
    for heading, content in (
        ("Summary", _summary(resume.summary)),
        *other_sections(before),
        ("Experience", [block for role in resume.work_experience for block in _role(role)]),
        *other_sections(after),
        ("Skills", _skills(resume.skills)),
        ("Education", [block for education in resume.education for block in _education(education)]),
        ("Achievements", [block for one in resume.achievements for block in _achievement(one)]),
        *other_sections(others),
    ):
        if content:
            blocks += [Heading(heading), *content]
    return blocks


def texts(*values: object) -> tuple[Text, ...]:
    """The values that are non-empty text, as texts without a link."""
    return tuple(Text(value.strip()) for value in values if isinstance(value, str) and value.strip())


def _contact(contact: Contact, said: str) -> Iterator[Block]:
    yield Name(contact.full_name)
    extra = contact.model_extra or {}
    if said:
        yield Tagline(said)
    reached = list(texts(contact.location, contact.phone))
    if contact.email:
        reached.append(Text(contact.email, f"mailto:{contact.email}"))
    found: dict[str, Text] = {}
    for address in (contact.website, contact.linkedin, contact.github, *_profiles(extra.get("profiles"))):
        if shown := display_url(address):
            found.setdefault(shown.casefold(), Text(shown, link_url(address)))
    links = list(found.values())
    # Two even lines are easier on the eye than one that breaks where it must.
    if sum(len(item.text) + 3 for item in reached + links) > _CONTACT_WIDTH:
        lines = [reached, links]
    else:
        lines = [reached + links]
    yield from (Contacts(tuple(line)) for line in lines if line)


def _profiles(profiles: object) -> Iterator[str]:
    """The addresses of the profiles other than LinkedIn and GitHub, which the schema holds itself."""
    for profile in profiles if isinstance(profiles, list) else []:
        if isinstance(profile, dict) and str(profile.get("network", "")).casefold() not in (
            "linkedin",
            "github",
        ):
            url, username = profile.get("url"), profile.get("username")
            if isinstance(url, str) and url.strip():
                yield url
            elif isinstance(username, str) and username.strip():
                yield f"{profile.get('network') or 'Profile'}: {username}"


def _summary(summary: str) -> list[Block]:
    return [Paragraph("\n".join(lines_of(summary)))] if lines_of(summary) else []


def _role(role: Role) -> Iterator[Block]:
    extra = role.model_extra or {}
    company = Text(role.company, link_url(extra.get("url")))
    under = texts(extra.get("company_description"), role.location)
    title = Text(role.title) if role.title else company
    if role.title and role.company:
        under = (company, *under)
    yield Entry(title, span(role.start_date, role.end_date, role.current), under)
    yield from (Bullet(line) for line in role.bullets)
    if technologies := tuple(name for name in role.technologies if name):
        yield Items(technologies, "Technologies")


def _skills(skills: list[str]) -> list[Block]:
    return [Items(named)] if (named := tuple(skill for skill in skills if skill)) else []


def _education(education: Education) -> Iterator[Block]:
    extra = education.model_extra or {}
    field = "" if education.field.casefold() in education.degree.casefold() else education.field
    school = Text(education.institution, link_url(extra.get("url")))
    degree = ", ".join(part for part in (education.degree, field) if part)
    under = (*texts(extra.get("location")), *texts(_grade(education.gpa)))
    title = Text(degree) if degree else school
    if degree and education.institution:
        under = (school, *under)
    dates = span(education.start_date, education.end_date, bool(extra.get("current")))
    if title.text or dates or under:
        yield Entry(title, dates, under)
    yield from (Bullet(line) for line in lines_of(education.description))
    courses = extra.get("courses")
    if names := texts(*courses) if isinstance(courses, list) else ():
        yield Items(tuple(name.text for name in names), "Courses")


def _grade(gpa: str) -> str:
    """A bare number says what it is; "First-class honours" and "GPA 3.8" already do."""
    if not gpa[:1].isdigit() or any(char.isalpha() for char in gpa):
        return gpa
    return f"GPA {gpa}" if re.fullmatch(r"[0-4]([.,]\d+)?(\s*/\s*4([.,]0+)?)?", gpa) else f"Grade {gpa}"


def _achievement(achievement: Achievement | str) -> Iterator[Block]:
    if isinstance(achievement, str):
        if achievement:
            yield Bullet(achievement)
        return
    date = span(achievement.date)
    text = achievement.text or display_url(achievement.url)
    if text or date:
        yield Bullet(f"{text} ({date})" if text and date else text or date, link_url(achievement.url))

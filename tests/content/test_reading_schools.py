"""Which piece of a school's entry is the institution, the degree, the place, the grade, whatever their order."""

from __future__ import annotations

from typing import Any

import pytest

from content.importers import read_resume

pytestmark = pytest.mark.one_database

HEAD = "Ada Byron\nada@example.org\n\n{heading}\n{entry}\n"


def school(entry: str, heading: str = "EDUCATION") -> dict[str, Any]:
    [found] = schools(entry, heading)
    return found


def schools(entry: str, heading: str = "EDUCATION") -> list[dict[str, Any]]:
    text = HEAD.format(heading=heading, entry=entry)
    read = read_resume(text.encode(), "cv.txt").resume.model_dump()["education"]
    return [dict(one) for one in read]


def said(one: dict[str, Any]) -> tuple[str, str, str, str]:
    studied = " ".join(filter(None, [one["degree"], one["field"]]))
    return one["institution"], studied, str(one.get("location", "")), one["gpa"]


BRIGHTON = "University of Brighton"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("MPharm, Pharmacy, University of Brighton, Brighton. First Class Honours\t2009 - 2013",
         (BRIGHTON, "MPharm Pharmacy", "Brighton", "First Class Honours")),
        ("University of Brighton, Brighton\t2009 - 2013\nMPharm (First Class Honours)",
         (BRIGHTON, "MPharm", "Brighton", "First Class Honours")),
        ("University of Brighton\tBurlington, VT\nB.S. Data Science\t2009 - 2013\n\tGPA 3.81/4.00, Dean's List",
         (BRIGHTON, "B.S. Data Science", "Burlington, VT", "3.81/4.00")),
        ("University of California, Berkeley\t2009 - 2013\nBachelor of Science in Physics",
         ("University of California, Berkeley", "Bachelor of Science Physics", "", "")),
        ("Master of Science Computer Engineering at Lund Institute of Engineering\t2009 - 2014\nGrade: 4.2/5",
         ("Lund Institute of Engineering", "Master of Science Computer Engineering", "", "4.2/5")),
        ("Hill Union High School, Hinesburg, VT\t2017 - 2021\nHigh School Diploma\nNational Honor Society",
         ("Hill Union High School", "High School Diploma", "Hinesburg, VT", "")),
    ],
)  # fmt: skip
def test_the_pieces_of_a_school_are_told_apart_in_any_order(
    entry: str, expected: tuple[str, str, str, str]
) -> None:
    assert said(school(entry)) == expected


@pytest.mark.parametrize(
    ("heading", "entry", "expected"),
    [
        ("AUSBILDUNG", "2010 - 2013: Studium Maschinenbau, Abschluss: Bachelor of Engineering, FH Bielefeld, Note: 2,0",
         ("FH Bielefeld", "Studium Maschinenbau Bachelor of Engineering", "", "2,0")),
        ("FORMATION", "2016 : Master 2 Qualité, mention bien, Université de Rennes, Rennes",
         ("Université de Rennes", "Master 2 Qualité", "Rennes", "mention bien")),
        ("ESTUDIOS", "2012 - 2016: Grado en Química, Universidad de Zaragoza, España. Nota media: 8,7",
         ("Universidad de Zaragoza", "Grado Química", "España", "8,7")),
    ],
)  # fmt: skip
def test_schools_are_read_in_four_languages(
    heading: str, entry: str, expected: tuple[str, str, str, str]
) -> None:
    assert said(school(entry, heading)) == expected


def test_each_dated_item_of_a_list_is_a_school_of_its_own() -> None:
    found = schools(
        "- 2016: Master Qualité, Université de Rennes\n- 2013: DUT Génie biologique, IUT de Quimper\n"
        "- 2011: Baccalauréat scientifique, mention assez bien, Lycée Dupuy-de-Lôme, Lorient",
        "FORMATION",
    )
    assert [(one["institution"], one["end_date"]) for one in found] == [
        ("Université de Rennes", "2016"),
        ("IUT de Quimper", "2013"),
        ("Lycée Dupuy-de-Lôme", "2011"),
    ]


def test_that_a_degree_is_expected_is_kept_beside_its_date() -> None:
    found = school("University of Vermont\tExpected May 2025\nB.S. Data Science")
    assert (found["end_date"], found["description"]) == ("May 2025", "- Expected May 2025")


def test_a_thesis_and_courses_are_lines_below_the_degree() -> None:
    found = school(
        "PhD, Pharmacy, University of Brighton\t2016 - 2021\nThesis: Errors at the change of shift"
    )
    assert said(found)[:2] == (BRIGHTON, "PhD Pharmacy")
    assert found["description"] == "- Thesis: Errors at the change of shift"


@pytest.mark.parametrize(
    ("dates", "end"),
    [("2015 – 2018 Mar del Plata", "2018"), ("2015 – 2018 Mar", "Mar 2018"), ("2015 – 2018-Mar", "Mar 2018")],
)
def test_the_first_word_of_a_place_after_a_year_is_no_month(dates: str, end: str) -> None:
    found = school(f"University of Brighton\nMSc Physics\n{dates}")
    assert (found["end_date"], found["institution"]) == (end, BRIGHTON)

"""Europass's XML is read by its elements, and what such a file may not declare is refused."""

from __future__ import annotations

import pytest

from content.importers import ImportRefused, read_resume

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en"><LearnerInfo>
<Identification><PersonName><FirstName>Maëlle</FirstName><Surname>Kerbrat</Surname></PersonName>
<ContactInfo><Address><Contact><AddressLine>14 rue de Dinan</AddressLine><PostalCode>35000</PostalCode>
<Municipality>Rennes</Municipality><Country><Code>FR</Code><Label>France</Label></Country></Contact></Address>
<Email><Contact>maelle@example.fr</Contact></Email>
<TelephoneList><Telephone><Contact>06 39 98 41 27</Contact></Telephone></TelephoneList></ContactInfo></Identification>
<WorkExperienceList><WorkExperience><Period><From year="2020" month="--09"/><Current>true</Current></Period>
<Position><Label>Teacher of history</Label></Position>
<Activities>&lt;ul&gt;&lt;li&gt;Taught six classes.&lt;/li&gt;
&lt;li&gt;Led a trip of 48 pupils.&lt;/li&gt;&lt;/ul&gt;</Activities>
<Employer><Name>Lycée Anne-de-Bretagne</Name>
<ContactInfo><Address><Contact><Municipality>Rennes</Municipality></Contact>
</Address></ContactInfo></Employer></WorkExperience></WorkExperienceList>
<EducationList><Education><Period><From year="2014"/><To year="2016"/></Period><Title>Master MEEF</Title>
<Organisation><Name>Université Rennes 2</Name></Organisation></Education></EducationList>
<Skills><Linguistic><MotherTongueList><MotherTongue><Description><Label>French</Label></Description></MotherTongue>
</MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Label>German</Label></Description>
<ProficiencyLevel><Listening>C1</Listening><Reading>C1</Reading></ProficiencyLevel></ForeignLanguage>
</ForeignLanguageList></Linguistic><Computer><Description>Pronote</Description></Computer></Skills>
</LearnerInfo></SkillsPassport>"""


def test_an_export_of_europass_is_read_by_its_elements() -> None:
    imported = read_resume(FILE.encode(), "cv.xml")
    resume = imported.resume
    assert imported.format == "Europass"
    assert (resume.contact.full_name, resume.contact.phone) == ("Maëlle Kerbrat", "06 39 98 41 27")
    assert resume.contact.location == "14 rue de Dinan, 35000, Rennes, France"
    job = resume.work_experience[0]
    assert (job.company, job.title, job.location, job.start_date, job.current) == (
        "Lycée Anne-de-Bretagne", "Teacher of history", "Rennes", "2020-09", True,
    )  # fmt: skip
    assert job.bullets == ["Taught six classes.", "Led a trip of 48 pupils."]
    school = resume.education[0]
    assert (school.institution, school.degree, school.start_date, school.end_date) == (
        "Université Rennes 2", "Master MEEF", "2014", "2016",
    )  # fmt: skip
    assert resume.skills == ["Pronote"]
    assert [one["language"] for one in resume.others["languages"]] == ["French", "German"]
    assert resume.others["languages"][1]["fluency"] == "C1"


def test_an_export_that_declares_entities_is_refused() -> None:
    bomb = FILE.replace("?>", '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 1)
    with pytest.raises(ImportRefused):
        read_resume(bomb.encode(), "cv.xml")


def test_a_damaged_export_is_refused() -> None:
    with pytest.raises(ImportRefused, match="damaged"):
        read_resume(FILE[:800].encode(), "cv.xml")

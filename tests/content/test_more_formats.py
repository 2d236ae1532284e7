"""Résumés as OpenDocument texts and web pages, told by what they hold."""

from __future__ import annotations

import pytest

from content.importers import ImportRefused, read_resume
from tests.content.test_read_documents import archive

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODT = f"""<office:document-content {NAMES}><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">Alice Example</text:h>
<text:p>Gent <text:a xlink:href="mailto:alice@example.org">alice@example.org</text:a></text:p>
<text:h text:outline-level="2">Berufserfahrung</text:h>
<table:table><table:table-row><table:table-cell><text:p>03/2019 – heute</text:p></table:table-cell><table:table-cell>
<text:p><text:span text:style-name="T1">Buchhalterin</text:span></text:p><text:p>Hafen GmbH</text:p>
<text:list><text:list-item><text:p>Monats<text:s/>abschlüsse für 7 Gesellschaften.</text:p></text:list-item></text:list>
</table:table-cell></table:table-row></table:table>
<text:h text:outline-level="2">Ausbildung</text:h>
<text:p>Universität Gent<text:tab/>2015 – 2017<text:line-break/>Master, Mathematik</text:p>
<text:h text:outline-level="2">Kenntnisse</text:h><text:p>SAP, DATEV</text:p>
</office:text></office:body></office:document-content>"""
HTML = """<!DOCTYPE html><html><head><title>CV</title><style>p{color:red}</style></head><body>
<nav><a href="/">Home</a></nav><h1>Alice Example</h1>
<p>Ghent, Belgium · <a href="mailto:alice@example.org">mail me</a></p>
<script>alert("no")</script>
<section><h2>Work Experience (1)</h2><div class="job"><h3>Data Engineer</h3><div>Harbour Freight</div>
<div>Mar 2021 &ndash; Present</div><ul><li>Cut the <b>nightly load</b> to 40&nbsp;minutes.</li>
<li><p>Wrote the handbook.</p></li>
</ul></div></section><h2>Education</h2><p><b>Master of Science, Mathematics</b><br>University of Ghent, 2015 - 2017</p>
<h2>Skills</h2><table><tr><td>Python</td><td>SQL</td></tr></table></body></html>"""


@pytest.mark.parametrize("name", ["cv.odt", "cv.docx"])
def test_an_opendocument_text_is_read_with_its_tables_and_lists(name: str) -> None:
    content = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT})
    imported = read_resume(content, name)
    assert imported.format == "OpenDocument"
    resume = imported.resume
    (role,) = resume.work_experience
    assert (role.company, role.title, role.start_date, role.current) == (
        "Hafen GmbH",
        "Buchhalterin",
        "03/2019",
        True,
    )
    assert role.bullets == ["Monats abschlüsse für 7 Gesellschaften."]
    assert (resume.education[0].institution, resume.education[0].end_date) == ("Universität Gent", "2017")
    assert resume.skills == ["SAP", "DATEV"]
    assert resume.contact.email == "alice@example.org"


@pytest.mark.parametrize("name", ["cv.html", "cv.txt"])
def test_a_web_page_is_read_by_its_tags_and_nothing_of_it_is_run(name: str) -> None:
    imported = read_resume(HTML.encode(), name)
    assert imported.format == "HTML"
    resume = imported.resume
    (role,) = resume.work_experience
    assert (role.title, role.company, role.start_date) == ("Data Engineer", "Harbour Freight", "Mar 2021")
    assert role.bullets == ["Cut the nightly load to 40 minutes.", "Wrote the handbook."]
    assert (resume.education[0].degree, resume.education[0].field) == ("Master of Science", "Mathematics")
    assert resume.skills == ["Python", "SQL"]
    assert resume.contact.email == "alice@example.org"
    assert "alert" not in resume.model_dump_json()
    assert "Home" not in resume.model_dump_json()


def test_a_broken_opendocument_text_and_a_spreadsheet_are_refused() -> None:
    kind = "application/vnd.oasis.opendocument.text"
    with pytest.raises(ImportRefused, match="damaged"):
        read_resume(archive({"mimetype": kind, "content.xml": "<x>"}), "cv.odt")
    with pytest.raises(ImportRefused, match="XML"):
        read_resume(archive({"mimetype": kind, "content.xml": "<!DOCTYPE x []><x/>"}), "cv.odt")
    with pytest.raises(ImportRefused, match="Office document without"):
        read_resume(
            archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODT}),
            "cv.ods",
        )

"""Job ads in German, French and Spanish, read by rules."""

import time

import pytest

from tailoring.backends.offline.analysis import analyze

ADS = {
    "de": """Kaufmännische Sachbearbeiterin (m/w/d)

Ihr Profil
- Sehr gute Kenntnisse in MS Excel und SAP
- Mindestens 5 Jahre Berufserfahrung in der Buchhaltung

Wünschenswert
- DATEV

Wir bieten
- 30 Tage Urlaub, Jobrad, Python-Kurse
""",
    "fr": """Développeur back-end

Profil recherché
- Python, Django

Serait un plus
- Docker

Nous offrons
- Cours de SQL, club Java
""",
    "es": """Programador backend

Requisitos
- Java y Spring
- Al menos 3 años de experiencia

Deseable
- Docker

Ofrecemos
- Clases de inglés, curso de AWS
""",
}


@pytest.mark.parametrize(
    ("code", "must", "may", "level"),
    [
        ("de", ["MS Excel", "SAP", "Buchhaltung"], ["DATEV"], "senior"),
        ("fr", ["Python", "Django"], ["Docker"], "mid"),
        ("es", ["Java", "Spring"], ["Docker"], "mid"),
    ],
)
def test_sections_say_what_is_a_must_and_what_a_benefit(code, must, may, level):
    analysis = analyze(ADS[code])
    assert (analysis.required_skills, analysis.preferred_skills, analysis.seniority) == (must, may, level)


@pytest.mark.parametrize(
    ("ad", "must", "may"),
    [
        (
            "Tischler (m/w/d)\n\nDas bringst du mit:\n- Ausbildung als Tischler\n- Führerschein Klasse B\n"
            "- Idealerweise Erfahrung mit CNC-Fräsen\n\nDas bieten wir:\n- Excel-Kurse",
            {"Ausbildung als Tischler", "Führerschein Klasse B"},
            {"CNC-Fräsen"},
        ),
        (
            "Pflegekraft (w/m/d)\n\nIhre Qualifikation\n- Umgang mit Beatmungsgeräten\n- Gute Deutschkenntnisse\n"
            "- Wundmanagement von Vorteil\n\nBenefits\n- Dienstrad",
            {"Beatmungsgeräte", "Deutschkenntnisse"},
            {"Wundmanagement"},
        ),
        (
            "Infirmier H/F\n\nVotre profil :\n- Diplôme d'État d'infirmier\n- Maîtrise du logiciel Osiris\n"
            "- La connaissance de la gériatrie serait un plus\n\nNos avantages :\n- Cours de yoga",
            {"Osiris"},
            {"gériatrie"},
        ),
        (
            "Comptable F/H\n\nCompétences requises\n- Bonne maîtrise d'Excel et de Sage\n- Permis B\n\n"
            "Souhaité\n- Anglais courant\n\nCe que nous offrons\n- Python le vendredi",
            {"Excel", "Sage", "Permis B"},
            {"Anglais courant"},
        ),
        (
            "Enfermera\n\nPerfil\n- Grado en Enfermería\n- Experiencia en cuidados intensivos\n- Se valorará francés\n"
            "\nQué ofrecemos\n- Gimnasio",
            {"Grado en Enfermería", "cuidados intensivos"},
            {"francés"},
        ),
        (
            "Contable\n\nRequisitos:\n- Dominio de Excel y SAP\n- Carnet de conducir B\n\nSe valora:\n- Power BI\n\n"
            "Te ofrecemos:\n- Curso de Python",
            {"Excel", "SAP", "Carnet de conducir B"},
            {"Power BI"},
        ),
    ],
)  # fmt: skip
def test_demands_are_read_without_what_leads_to_them(ad, must, may):
    analysis = analyze(ad)
    assert must <= set(analysis.required_skills)
    assert set(analysis.preferred_skills) == may
    assert not {"Python", "Excel-Kurse", "Dienstrad", "Gimnasio"} & set(analysis.required_skills) - must


def test_a_title_that_is_meant_for_everybody_is_the_title():
    assert analyze(ADS["de"]).role_title == "Kaufmännische Sachbearbeiterin"


@pytest.mark.parametrize("unit", ["Kenntnisse in der ", "sehr ", "und ", "mit den ", "- von Vorteil\n", ": "])
def test_long_repetitions_take_no_more_than_linear_time(unit):
    began = time.perf_counter()
    analyze(
        "Wir suchen für uns eine Person und die mit uns ist.\nIhr Profil\n" + unit * (20_000 // len(unit))
    )
    assert time.perf_counter() - began < 5

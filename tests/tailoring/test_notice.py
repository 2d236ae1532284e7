"""What stands in this repository and is others' says whose it is, and under what licence."""

from tests.conftest import ROOT

FONTS = ROOT / "tailoring" / "exports" / "fonts"


def test_every_font_stands_beside_its_licence_and_in_the_notice():
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    folders = {file.parent for file in FONTS.rglob("*.ttf")}
    assert len(folders) >= 5
    for folder in folders:
        licence = (folder / "OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "Copyright" in licence
        assert f"| `{folder.name}` |" in notice
    assert sum(file.stat().st_size for file in FONTS.rglob("*.ttf")) < 20_000_000

"""The issuer's profile: its own faces, pictures and colours, and what is wrong with a profile."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdf_reading import pages

from carbondocs import DataError, Renderer, TemplateError
from carbondocs.flow import Row
from carbondocs.issuer import load_issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workspace import shipped

Profile = Callable[..., Path]

PROFILE = """
name = "某认证有限公司"
address = "北京市"
approval_number = "CNCA-R-2026-9999"
verification_url = "https://example.cn/v/{number}"
signatory = "某人"
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """Writes a profile with further lines, beside the sample issuer's seal."""

    def write(*lines: str) -> Path:
        (tmp_path / "seal.svg").write_bytes((shipped("samples") / "issuer" / "seal.svg").read_bytes())
        path = tmp_path / "issuer.toml"
        path.write_text("\n".join([PROFILE, *lines]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def row(samples: Path) -> Row:
    (found,) = read_rows(samples / "cfp-certificate" / "one-product.yaml", record=kind("cfp-certificate").record)
    return found


def renamed_face(folder: Path, family: str) -> None:
    """A face of the issuer's own: the shipped Kai under another name."""
    with TTFont(shipped("fonts") / "CarbonDocsKai-Regular.ttf") as font:
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6):
                record.string = family.replace(" ", "") if record.nameID == 6 else family
        font.save(folder / "own.ttf")


def faces_of(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = document.pages[0].Resources.Font
        return {str(font.BaseFont).split("+")[1] for font in fonts.values()}


def test_pages_may_be_set_in_faces_that_the_issuer_adds(profile: Profile, row: Row, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    renamed_face(tmp_path / "fonts", "Own Fang")
    pack = tmp_path / "pack"
    pack.mkdir()
    built_in = shipped("templates") / "cfp-certificate"
    (pack / "pack.toml").write_bytes((built_in / "pack.toml").read_bytes())
    style = (built_in / "style.css.j2").read_text("utf-8")
    (pack / "style.css.j2").write_text(f'{style}\n.statements {{ font-family: "Own Fang" }}', "utf-8")
    issuer = profile('fonts = "fonts"')
    outcome = Renderer(issuer, [pack]).render("cfp-certificate", row, ["pdf"])
    assert "Own-Fang" in faces_of(outcome.artifacts["pdf"].content)
    with pytest.raises(TemplateError) as refused:
        Renderer(profile(), [pack]).render("cfp-certificate", row, ["pdf"])
    assert refused.value.diagnostics[0].code == "font.missing"
    assert "Own Fang" in str(refused.value)


def test_only_a_profile_with_a_sample_day_is_a_sample(profile: Profile) -> None:
    assert not load_issuer(profile('seal = "seal.svg"')).sample
    assert sample_issuer().sample


def test_the_accent_colours_the_page(profile: Profile, row: Row) -> None:
    plain = Renderer(profile()).render("cfp-certificate", row, ["pdf"]).artifacts["pdf"].content
    blue = Renderer(profile('accent = "#123456"')).render("cfp-certificate", row, ["pdf"]).artifacts["pdf"].content
    with pikepdf.open(BytesIO(blue)) as first, pikepdf.open(BytesIO(plain)) as second:
        accent = b"0.070588 0.203922 0.337255"
        assert accent in contents(first)
        assert accent not in contents(second)


def contents(document: pikepdf.Pdf) -> bytes:
    parts = document.pages[0].obj.Contents
    return b"".join(part.read_bytes() for part in parts)


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ('seal = "missing.svg"', "file.missing", "seal"),
        ('seal = "../issuer.toml"', "file.outside", "seal"),
        ('seal = "issuer.toml"', "picture.broken", "seal"),
        ('accent = "green"', "issuer.colour", "accent"),
        ("query_site = 5", "text.type", "query_site"),
        ('colour = "green"', "field.unknown", "colour"),
        ('validity_end = "never"', "field.choice", "validity_end"),
    ],
)
def test_a_wrong_profile_says_where(profile: Profile, line: str, code: str, path: str) -> None:
    with pytest.raises(DataError) as refused:
        load_issuer(profile(line))
    (finding,) = refused.value.diagnostics
    assert (finding.code, finding.place.path) == (code, path)
    assert finding.place.source == "issuer.toml"


def test_a_pattern_without_the_number_is_refused(tmp_path: Path) -> None:
    (tmp_path / "issuer.toml").write_text(PROFILE.replace("{number}", "NUMBER"), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_issuer(tmp_path)
    assert [finding.code for finding in refused.value.diagnostics] == ["issuer.url"]


def test_the_folder_of_a_profile_will_do_and_its_host_is_where_to_query(profile: Profile) -> None:
    issuer = load_issuer(profile().parent)
    assert issuer.query_site == "example.cn"


def test_a_certificate_that_nobody_signs_is_refused(profile: Profile, row: Row) -> None:
    path = profile()
    path.write_text(path.read_text("utf-8").replace('signatory = "某人"', ""), encoding="utf-8")
    found = Renderer(path).validate("cfp-certificate", row)
    assert [(finding.code, finding.place.path) for finding in found] == [("signatory.missing", "signatory")]


def test_a_profile_that_is_no_toml_says_where(profile: Profile) -> None:
    with pytest.raises(DataError) as refused:
        load_issuer(profile("name ="))
    assert refused.value.diagnostics[0].code == "issuer.syntax"
    curly = profile("name = “甲”")
    line = curly.read_text("utf-8").splitlines().index("name = “甲”") + 1
    with pytest.raises(DataError) as refused:
        load_issuer(curly)
    assert str(refused.value.diagnostics[0].place).startswith(f"issuer.toml:{line}:8")
    assert "“" in str(refused.value.diagnostics[0].message)
    with pytest.raises(DataError) as refused:
        load_issuer(Path("nowhere.toml"))
    assert refused.value.diagnostics[0].code == "issuer.missing"


ACCREDITATION = '[[accreditation]]\nlogo = "{logo}"\nkinds = ["cems-certificate"]'


def test_an_accreditation_whose_logo_is_missing_is_told_by_its_place(profile: Profile) -> None:
    with pytest.raises(DataError) as caught:
        load_issuer(profile(ACCREDITATION.format(logo="seal.svg"), ACCREDITATION.format(logo="none.svg")))
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.path) == ("file.missing", "accreditation[1].logo")


def test_there_is_room_for_two_accreditations(profile: Profile) -> None:
    two = [ACCREDITATION.format(logo="seal.svg")] * 2
    issuer = load_issuer(profile(*two))
    assert len(issuer.accredited("cems-certificate")) == 2
    assert issuer.accredited("cfp-certificate") == ()
    with pytest.raises(DataError):
        load_issuer(profile(*two, two[0]))


def test_two_accreditations_stand_on_the_certificate(profile: Profile, samples: Path) -> None:
    (row,) = read_rows(samples / "cems-certificate" / "one-site.yaml", record=kind("cems-certificate").record)
    for look in ("plain", "landscape"):
        path = profile(
            "sample_day = 2026-03-16",
            f'[looks]\ncems-certificate = "{look}"',
            *[ACCREDITATION.format(logo="seal.svg") + f'\nnumber = "NO {index}"' for index in (1, 2)],
        )
        made = Renderer(path, locale="zh-CN").render("cems-certificate", row)
        text = "".join(pages(made.artifacts["pdf"].content))
        assert "NO 1" in text
        assert "NO 2" in text
        with ZipFile(BytesIO(made.artifacts["docx"].content)) as archive:
            assert {"word/media/accreditation_1.png", "word/media/accreditation_2.png"} <= set(archive.namelist())

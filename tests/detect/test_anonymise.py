from __future__ import annotations

import pytest

from woo_desk.detect.analyse import Detector
from woo_desk.detect.anonymise import clean_texts
from woo_desk.domain.finding import Role
from woo_desk.domain.list_entry import ListEntry, ListKind
from woo_desk.domain.person import KnownPerson
from woo_desk.domain.policy import Policy

KNOWN = (KnownPerson("Bergen", "van den", "Piet", "P.T.", certainty=0.9, aliases=("pbergen",)),)


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("nota_jdv_v2.pdf", "nota_[…]_v2"),
        ("20230619_nota_jan_jansen_akkoord.docx", "20230619_nota_[…]_akkoord"),
        ("verslag-overleg-pieter-bakker.msg", "verslag-overleg-[…]"),
        ("nota_wongsodikromo_def.docx", "nota_[…]_def"),
        ("FW_ persvragen nareis (PvdB).msg", "FW_ persvragen nareis ([…])"),
        ("bsn_123456782.xlsx", "bsn_[…]"),
        ("mail j.jansen@minjenv.nl 12 mei.pdf", "mail […]@minjenv.nl 12 mei"),
        ("Beslisnota nareis - J. de Vries.docx", "Beslisnota nareis - […]"),
        ("RE: overleg met Jan de Vries", "RE: overleg met […]"),
        ("2024 01 12 SvdB reactie", "2024 01 12 […] reactie"),
        ("HB-nota met opm JdV", "HB-nota met opm […]"),
        ("bel 06-12345678", "bel […]"),
    ],
)
def test_personal_data_goes(detector: Detector, policy: Policy, title: str, clean: str) -> None:
    assert clean_texts([title], detector, policy) == (clean,)


@pytest.mark.parametrize(
    "title",
    [
        "Nota Persvragen over Nareis op nareis",
        "nota-informatieverzoek",
        "conceptnota",
        "processchets",
        "stand-van-de-uitvoering",
        "IND_Stand_van_de_Uitvoering_2023_def",
        "Kamerbrief_gezinshereniging_TK_2024-02-17",
        "gespreksverslag_COA_IND_minjenv",
        "overzicht_aantallen_nareis_op_nareis_2019-2023",
        "Advies Autoriteit Persoonsgegevens",
        "Reactie JenV en BZK",
        "Brief minister Faber aan TK",
        "",
    ],
)
@pytest.mark.parametrize("extension", ["", ".pdf", ".DOCX"])
def test_ordinary_titles_stay(
    detector: Detector, policy: Policy, title: str, extension: str
) -> None:
    assert clean_texts([title + extension], detector, policy) == (title or extension,)


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("nota_pvdb_def.pdf", "nota_[…]_def"),
        ("nota ptvdb.pdf", "nota […]"),
        ("opm PB", "opm […]"),
        ("memo_pbergen.pdf", "memo_[…]"),
        ("10 Memo vdBergen v2", "10 Memo […] v2"),
        ("verslag vdbergen", "verslag […]"),
        ("MemoBergen definitief", "[…] definitief"),
        ("aanvulling VanDenBergen", "aanvulling […]"),
        ("nota JWongsodikromo", "nota […]"),
        ("nota DGMigratie en JenV over SharePoint", "nota DGMigratie en JenV over SharePoint"),
        ("mappen opbergen in PowerPoint", "mappen opbergen in PowerPoint"),
    ],
)
def test_known_persons_go_by_their_initials_too(
    detector: Detector, policy: Policy, title: str, clean: str
) -> None:
    """Glued to its prefix a surname stood in the published list: "Memo vdHeuvel"."""
    assert clean_texts([title], detector, policy, KNOWN) == (clean,)


def test_order_is_kept(detector: Detector, policy: Policy) -> None:
    titles = ["a van Jan Jansen", "b", "c"]
    assert clean_texts(titles, detector, policy) == ("a van […]", "b", "c")


def test_what_could_not_be_analysed_goes_as_a_whole(policy: Policy) -> None:
    assert clean_texts(["Nota nareis"], Detector(page_seconds=-1.0), policy) == ("[…]",)


OFFICE = KnownPerson("Veldkamp", role=Role.OFFICE, certainty=0.9)
OFFICIAL = KnownPerson("Veldkamp", first_name="Ans", role=Role.CIVIL, certainty=0.9)


@pytest.mark.parametrize(
    ("title", "known", "clean"),
    [
        ("nota vragen lid Veldkamp", (OFFICE,), "nota vragen lid Veldkamp"),
        ("nota-vragen-lid-veldkamp.pdf", (OFFICE,), "nota-vragen-lid-veldkamp"),
        ("nota_vragen_lid_Veldkamp.pdf", (OFFICE,), "nota_vragen_lid_Veldkamp"),
        ("nota vragen lid Veldkamp", (), "nota vragen lid […]"),
        ("nota vragen lid Veldkamp", (OFFICE, OFFICIAL), "nota vragen lid […]"),
        ("nota gesprek Veldkamp", (OFFICE,), "nota gesprek […]"),
        ("nota vragen lid Bakker", (OFFICE,), "nota vragen lid […]"),
    ],
)
def test_a_known_office_holder_stays_behind_the_office(
    detector: Detector, policy: Policy, title: str, known: tuple[KnownPerson, ...], clean: str
) -> None:
    assert clean_texts([title], detector, policy, known) == (clean,)


def test_lists_rule_in_titles_too(detector: Detector, policy: Policy) -> None:
    lists = [
        ListEntry(ListKind.ALWAYS, "project zonnebloem"),
        ListEntry(ListKind.NEVER, "Rozemarijn Huizinga"),
    ]
    texts = [
        "Nota Project Zonnebloem",
        "Brief van Rozemarijn Huizinga",
        "Memo_project_zonnebloem.pdf",
    ]
    cleaned = clean_texts(texts, detector, policy, lists=lists)
    assert cleaned == ("Nota […]", "Brief van Rozemarijn Huizinga", "Memo_[…]")
    assert "Huizinga" not in clean_texts(texts, detector, policy)[1]

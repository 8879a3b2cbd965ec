from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from woo_desk import profile as profiles
from woo_desk.domain.export import (
    DEFAULT_FORMATS,
    BoxStyle,
    ExportProfile,
    Format,
    SecondReaderDemand,
)
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.letters import LetterKind
from woo_desk.domain.list_entry import ListEntry, ListKind
from woo_desk.domain.role_policy import Rank, RolePolicy
from woo_desk.errors import UsageError
from woo_desk.logs import user_folder
from woo_desk.profile import ENVIRONMENT, PROFILE_NAME, current_profile, read_profile
from woo_desk.publication.letter_template import shipped_template
from woo_desk.settings import BOX_STYLE, FORMATS, ORGANISATION, THEME, Settings
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.letter_templates import house_style, template_for, templates_folder
from woo_desk.usecases.lists import (
    organisation_entries,
    organisation_holders,
    save_organisation_entries,
)
from woo_desk.usecases.policies import (
    organisation_policy,
    save_organisation_policy,
    standard_policy,
)
from woo_desk.usecases.profiles import (
    check_profile,
    fixable,
    held_to,
    import_profile,
    present_profile,
    usual_choices,
    usual_formats,
    write_profile,
)

PROFILE = """
versie = 1
naam = "Ministerie van Voorbeeld"
vast = ["box_style", "rollen", "lijsten"]

[instellingen]
organisation = "Ministerie van Voorbeeld"
box_style = "grey"
formats = "inventory_xlsx, page_map"

[rollen]
director = "keep"
toestelnummer = "redact"

[lijsten]
altijd = "term;reden\\nAchterhuis 4;adres van een verzoeker\\n"
nooit = "term\\nVoorbeeldfonds\\n"
ambtsdragers = "achternaam;voornaam;rol\\nde Wit;Anna;minister\\n"

[gronden."5.1.2e"]
label = "5.1.2.e"
short_text = "Privéleven"

[publicatie]
prefix = "VBD"

[sjablonen]
besluit = "titel = 'Besluit van Voorbeeld'\\n[[sectie]]\\nsleutel = 'a'\\ntekst = '{onderwerp}'"
"""

Lay = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Profile and grounds are read once in the life of a program."""
    current_profile.cache_clear()
    load_grounds.cache_clear()
    yield
    current_profile.cache_clear()
    load_grounds.cache_clear()


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    def put(content: str) -> Path:
        path = tmp_path / PROFILE_NAME
        path.write_text(content, "utf-8")
        monkeypatch.setenv(ENVIRONMENT, str(path))
        current_profile.cache_clear()
        return path

    return put


def test_without_a_profile_everything_is_as_it_ships() -> None:
    assert current_profile().path is None
    assert Settings.load().get(BOX_STYLE) == "black"
    assert organisation_policy() == RolePolicy()
    assert usual_formats() == DEFAULT_FORMATS


def test_profile_gives_settings_policy_lists_grounds_and_formats(lay: Lay) -> None:
    lay(PROFILE)
    check_profile(current_profile())
    settings = Settings.load()
    assert settings.get(ORGANISATION) == "Ministerie van Voorbeeld"
    assert settings.get(BOX_STYLE) == "grey"
    assert settings.get(THEME) == "system"
    assert organisation_policy().by_role == {Role.DIRECTOR: Proposal.KEEP}
    assert organisation_policy().extensions is Proposal.REDACT
    assert organisation_policy().rank is Rank.DIRECTOR
    proposal, _ = standard_policy(LegalBasis.WOO).propose(EntityType.PERSON, Role.DIRECTOR, 0.9)
    assert proposal is Proposal.KEEP
    assert [entry.term for entry in organisation_entries(ListKind.ALWAYS)] == ["Achterhuis 4"]
    assert [entry.term for entry in organisation_entries(ListKind.NEVER)] == ["Voorbeeldfonds"]
    assert [holder.surname for holder in organisation_holders()] == ["de Wit"]
    ground = next(g for g in load_grounds() if g.code == GroundCode("5.1.2e"))
    assert ground.short_text == "Privéleven"
    assert usual_formats() == {Format.INVENTORY_XLSX, Format.PAGE_MAP}


def test_what_is_fixed_cannot_be_changed(lay: Lay) -> None:
    lay(PROFILE)
    settings = Settings.load()
    assert settings.is_fixed(BOX_STYLE)
    with pytest.raises(ValueError, match="box_style"):
        settings.put(BOX_STYLE, "black")
    written = Settings({"box_style": "black"})
    assert written.get(BOX_STYLE) == "grey"
    with pytest.raises(UsageError, match="fixed_by_profile"):
        save_organisation_policy(RolePolicy())
    with pytest.raises(UsageError, match="fixed_by_profile"):
        save_organisation_entries(ListKind.ALWAYS, [ListEntry(ListKind.ALWAYS, "x")])


def test_what_is_not_fixed_is_the_users(lay: Lay) -> None:
    lay(PROFILE.replace('"box_style", "rollen", "lijsten"', ""))
    settings = Settings({"box_style": "black"})
    assert settings.get(BOX_STYLE) == "black"
    save_organisation_entries(ListKind.ALWAYS, [ListEntry(ListKind.ALWAYS, "Tweede term")])
    found = [entry.term for entry in organisation_entries(ListKind.ALWAYS)]
    assert found == ["Achterhuis 4", "Tweede term"]
    save_organisation_policy(RolePolicy().readable_from(Rank.NOBODY))
    assert organisation_policy().rank is Rank.NOBODY


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("versie = 1", "versie = 2", "versie"),
        ("versie = 1", "versie = 1\nvreemd = 3", "vreemd"),
        ('box_style = "grey"', 'box_style = "pink"', "box_style"),
        ('box_style = "grey"', "kleur = 3", "kleur"),
        ('box_style = "grey"', 'user_name = "Een"', "user_name"),
        ('"rollen"', '"rolen"', "rolen"),
        ('director = "keep"', 'director = "houden"', "director"),
        ('director = "keep"', 'baas = "keep"', "baas"),
        ("[lijsten]", '[lijsten]\nsoms = "x"', "lijsten.soms"),
        ('"5.1.2e"', '"5.1.9z"', "5.1.9z"),
        ('short_text = "Privéleven"', 'kind = "absolute"', "gronden.5.1.2e.kind"),
        ('prefix = "VBD"', 'voorvoegsel = "VBD"', "voorvoegsel"),
        ("besluit = ", "besluiten = ", "sjablonen.besluiten"),
        ("versie = 1", "versie = = 1", "dit is geen TOML"),
    ],
)
def test_wrong_profile_is_refused_by_name(lay: Lay, old: str, new: str, what: str) -> None:
    assert old in PROFILE
    path = lay(PROFILE.replace(old, new, 1))
    with pytest.raises(UsageError) as caught:
        check_profile(read_profile(path))
    assert caught.value.key == "profile_wrong"
    assert what in str(caught.value.values["what"])


def test_list_with_a_mistake_and_format_that_is_none_are_refused(lay: Lay) -> None:
    path = lay(PROFILE.replace("term\\nVoorbeeldfonds", "word\\nVoorbeeldfonds"))
    with pytest.raises(UsageError, match="list_header"):
        check_profile(read_profile(path))
    path = lay(PROFILE.replace("page_map", "page_mop"))
    with pytest.raises(UsageError, match="format_unknown"):
        check_profile(read_profile(path))


def test_profile_that_is_not_there_is_not_called_wrong_toml(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_profile(tmp_path / "weg.toml")
    assert "kan niet worden gelezen" in str(error.value.values["what"])


def test_template_and_house_style_that_are_none_are_refused(lay: Lay) -> None:
    path = lay(PROFILE.replace("titel = ", "kop = "))
    with pytest.raises(UsageError, match="template_wrong"):
        check_profile(read_profile(path))
    for words in ("geen base64!", base64.b64encode(b"geen docx").decode()):
        path = lay(f'{PROFILE}\nhuisstijl = "{words}"\n')
        with pytest.raises(UsageError, match="house_style_wrong"):
            check_profile(read_profile(path))


def test_letters_are_those_of_the_profile_until_the_user_has_her_own(lay: Lay) -> None:
    style = io.BytesIO()
    docx.Document().save(style)
    lay(f'{PROFILE}\nhuisstijl = "{base64.b64encode(style.getvalue()).decode()}"\n')
    check_profile(current_profile())
    assert template_for(LetterKind.DECISION).title == "Besluit van Voorbeeld"
    assert template_for(LetterKind.NOTE).title != "Besluit van Voorbeeld"
    assert house_style() == style.getvalue()
    templates_folder().mkdir(parents=True)
    own = shipped_template(LetterKind.DECISION).replace('titel = "', 'titel = "Mijn ', 1)
    (templates_folder() / "besluit.toml").write_text(own, "utf-8")
    assert template_for(LetterKind.DECISION).title.startswith("Mijn ")
    taken_along = present_profile("x").templates
    assert taken_along["besluit"] == own
    assert base64.b64decode(taken_along["huisstijl"]) == style.getvalue()
    lay(PROFILE.replace('"box_style", ', '"box_style", "sjablonen", '))
    assert template_for(LetterKind.DECISION).title == "Besluit van Voorbeeld"
    assert house_style() is None


def test_program_does_not_work_on_under_a_wrong_profile(
    lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("versie = 9")
    with pytest.raises(UsageError, match="profile_wrong"):
        Settings.load()
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "is er niet.toml"))
    current_profile.cache_clear()
    with pytest.raises(UsageError, match="profile_wrong"):
        Settings.load()


def test_what_is_exported_holds_the_same_elsewhere(lay: Lay, tmp_path: Path) -> None:
    lay(PROFILE)
    path = tmp_path / "uit.toml"
    write_profile(present_profile("Voorbeeld", ["rollen"]), path)
    before = (organisation_policy(), organisation_entries(ListKind.ALWAYS), organisation_holders())
    lay(path.read_text("utf-8"))
    load_grounds.cache_clear()
    assert (
        organisation_policy(),
        organisation_entries(ListKind.ALWAYS),
        organisation_holders(),
    ) == before
    assert current_profile().name == "Voorbeeld"
    assert current_profile().fixed == {"rollen"}
    assert "user_name" not in current_profile().settings
    assert Settings.load().get(FORMATS) == "inventory_xlsx, page_map"


def test_import_puts_a_checked_profile_where_it_holds(tmp_path: Path) -> None:
    source = tmp_path / "van-ict.toml"
    source.write_text(PROFILE, "utf-8")
    target = import_profile(source)
    assert target == user_folder("config") / PROFILE_NAME
    current_profile.cache_clear()
    assert current_profile().name == "Ministerie van Voorbeeld"
    source.write_text(PROFILE.replace("grey", "pink"), "utf-8")
    with pytest.raises(UsageError, match="profile_wrong"):
        import_profile(source)
    assert target.read_text("utf-8") == PROFILE


def test_machine_goes_before_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = tmp_path / "machine" / PROFILE_NAME
    user = tmp_path / "user" / PROFILE_NAME
    for path in (machine, user):
        path.parent.mkdir()
        path.write_text(f'versie = 1\nnaam = "{path.parent.name}"', "utf-8")
    monkeypatch.setattr(profiles, "profile_places", lambda: (machine, user))
    assert current_profile().name == "machine"
    machine.unlink()
    current_profile.cache_clear()
    assert current_profile().name == "user"


def test_nothing_personal_can_be_fixed() -> None:
    assert "user_name" not in fixable()
    with pytest.raises(UsageError, match="profile_wrong"):
        present_profile("x", ["user_name"])


def test_fixed_choices_hold_over_those_of_a_dossier(lay: Lay) -> None:
    own = ExportProfile(box_style=BoxStyle.BLACK, second_reader=SecondReaderDemand.NONE)
    assert held_to(own) == own
    words = PROFILE.replace('"box_style", "rollen"', '"box_style", "second_reader", "rollen"')
    lay(words.replace('box_style = "grey"', 'box_style = "grey"\nsecond_reader = "queue"'))
    assert usual_choices().second_reader is SecondReaderDemand.QUEUE
    held = held_to(own)
    assert (held.box_style, held.second_reader) == (BoxStyle.GREY, SecondReaderDemand.QUEUE)
    assert held.formats == DEFAULT_FORMATS

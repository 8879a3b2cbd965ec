"""What can go wrong around the program, and the text that a user then sees.

`tests/gui/test_failures_tried.py` tries each of these in the window and holds what is told against
the key; the page "Storingen" of the manual is made of the same list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that goes wrong."""

    name: str
    situation: str
    """In Dutch, for the manual."""
    key: str
    """Of the text that is shown."""
    now: str = ""
    """What to do, in Dutch, where the text has no `what_now` of its own."""
    inside: str = ""
    """Key of the message that the text holds as {what}."""


_READ = "Bekijk het dossier, of wacht tot uw collega het heeft gesloten."
FAILURES = (
    Failure("defect", "Er zit een fout in het programma", "error.internal"),
    Failure(
        "ended_badly",
        "Het programma of de computer viel uit",
        "gui.ended_badly",
        "Open het dossier en ga verder. Blijft het gebeuren: Help › Logmap openen, en geef het "
        "logbestand aan uw beheerder.",
    ),
    Failure(
        "damaged",
        "Het dossierbestand is beschadigd",
        "gui.damaged",
        "Kies ‘Herstellen’: u krijgt een nieuw dossier met alles wat nog te lezen is, en hoort wat "
        "ontbreekt. Hebt u een reservekopie, vergelijk dan.",
    ),
    Failure("disk_full", "De schijf loopt vol", "error.dossier_disk_full"),
    Failure("export_disk_full", "De schijf loopt vol tijdens het publiceren",
            "error.target_unwritable"),
    Failure("share_lost", "De netwerkmap valt weg", "error.dossier_moved"),
    Failure("moved", "Iemand verplaatst of vervangt het open dossier", "error.dossier_moved"),
    Failure("two_machines", "Het dossier is al open op een andere computer", "gui.locked", _READ,
            "error.dossier_locked"),
    Failure("lock_taken", "Een ander nam het dossier over", "error.dossier_locked"),
    Failure("busy", "Een virusscanner of back-up houdt het bestand vast", "error.dossier_busy"),
    Failure(
        "read_only",
        "Het dossier staat op een dvd of in een map zonder schrijfrechten",
        "gui.read_only_medium",
        "Kies ‘Alleen lezen openen’, of kopieer het dossier eerst.",
        "error.dossier_read_only",
    ),
    Failure("newer", "Het dossier is van een nieuwere versie", "error.dossier_too_new"),
    Failure("not_there", "Het dossier is weg", "error.dossier_not_found"),
    Failure(
        "clock",
        "De klok van de computer loopt achter",
        "gui.clock_behind",
        "Zet datum en tijd van de computer goed en open het dossier opnieuw.",
    ),
    Failure("long_name", "De naam of het pad is te lang", "error.dossier_name_long"),
    Failure("wrong_name", "De naam kan geen bestandsnaam zijn", "error.dossier_name_wrong"),
    Failure("exists", "Er is al een bestand met die naam", "error.dossier_exists"),
    Failure(
        "wrong_password",
        "Het wachtwoord is niet goed",
        "gui.password.wrong",
        "Let op hoofdletters en probeer het opnieuw. Zonder het juiste wachtwoord kan niemand het "
        "dossier lezen.",
    ),
    Failure("no_cipher", "Deze installatie kan geen versleutelde dossiers openen",
            "error.dossier_encryption_missing"),
    Failure("settings", "De eigen map is alleen-lezen", "error.settings_unwritable"),
    Failure("profile", "Het profiel van de organisatie is fout", "error.profile_wrong"),
    Failure("worker", "Een document legt het inlezen stil", "problem.worker_died"),
)  # fmt: skip

"""The invented civil servants and citizens of the example, and numbers that pass their check.

Office holders in the texts are real former ones, named only in their office. The BSN lies in the
range that is used for tests only (9999), the IBAN is the one that manuals print.
"""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "minwaterstaatwonen.nl"


@dataclass(frozen=True, slots=True)
class Official:
    """One civil servant."""

    first: str
    surname: str
    """With prefix."""
    initials: str
    paraaf: str
    local: str
    """Of the mail address."""
    direct: str
    mobile: str
    user_id: str
    function: str

    @property
    def full(self) -> str:
        """Marked full name."""
        return f"{{c:{self.first} {self.surname}}}"

    @property
    def short(self) -> str:
        """Marked initials and surname."""
        return f"{{c:{self.initials} {self.surname}}}"

    @property
    def last(self) -> str:
        """Marked surname, as after "mevrouw"."""
        return f"{{c:{self.surname[0].upper()}{self.surname[1:]}}}"

    @property
    def given(self) -> str:
        """Marked first name alone."""
        return f"{{c:{self.first}}}"

    @property
    def mark(self) -> str:
        """Marked paraaf."""
        return f"{{i:{self.paraaf}}}"

    @property
    def mail(self) -> str:
        """Marked mail address."""
        return f"{{e:{self.local}@{DOMAIN}}}"

    @property
    def phone(self) -> str:
        """Marked direct number."""
        return f"{{f:{self.direct}}}"

    @property
    def gsm(self) -> str:
        """Marked mobile number."""
        return f"{{f:{self.mobile}}}"


HEUVEL = Official(
    "Annelies",
    "van den Heuvel",
    "A.M.",
    "AvdH",
    "annelies.vanden.heuvel",
    "070-456 61 38",
    "06-1548 9032",
    "heuvela3",
    "senior beleidsmedewerker",
)
TALSMA = Official(
    "Jurriën",
    "Talsma",
    "J.W.",
    "JWT",
    "jurrien.talsma",
    "070-456 58 21",
    "06-2874 1163",
    "talsmaj1",
    "coördinerend jurist",
)
ZIJLMANS = Official(
    "Margreet",
    "Zijlmans-Okkerse",
    "M.",
    "MZO",
    "margreet.zijlmans",
    "070-456 47 90",
    "06-5190 3374",
    "zijlmam2",
    "teamleider Funderingen",
)
GRIFFIOEN = Official(
    "Sanne",
    "Griffioen",
    "S.E.",
    "SGr",
    "sanne.griffioen",
    "070-456 60 17",
    "06-3047 8815",
    "griffis4",
    "beleidsmedewerker",
)
DEMIR = Official(
    "Gülşen",
    "Demirözü",
    "G.",
    "GDz",
    "gulsen.demirozu",
    "070-456 52 64",
    "06-2216 7409",
    "demirog1",
    "data-analist",
)
PRZYBYLSKI = Official(
    "Wojciech",
    "Przybylski",
    "W.",
    "WPr",
    "wojciech.przybylski",
    "070-456 49 55",
    "06-4183 0627",
    "przybyw1",
    "projectsecretaris",
)
GEBRE = Official(
    "Tesfalem",
    "Gebremedhin",
    "T.",
    "TGb",
    "tesfalem.gebremedhin",
    "070-456 63 08",
    "06-3952 2841",
    "gebremt1",
    "financieel adviseur",
)
VLINKSTRA = Official(
    # WHY: a surname that no list holds, so that only its surroundings give it away.
    "Ebbo",
    "Vlinkstra",
    "E.",
    "EVl",
    "ebbo.vlinkstra",
    "070-456 55 72",
    "06-1836 5290",
    "vlinkse1",
    "senior adviseur uitvoering",
)
OUWEHAND = Official(
    # WHY: bears the surname of a member of parliament who is in the same documents.
    "Floor",
    "Ouwehand",
    "F.J.",
    "FOu",
    "floor.ouwehand",
    "070-456 44 19",
    "06-2460 9713",
    "ouwehaf2",
    "beleidsmedewerker",
)
WOLFSWINKEL = Official(
    "Hendrik-Jan",
    "Wolfswinkel",
    "H.J.",
    "HJW",
    "hendrikjan.wolfswinkel",
    "070-456 57 46",
    "06-5327 6084",
    "wolfswh1",
    "managementondersteuner",
)

DIRECTOR_GENERAL = "{t:Carolien Beeldsnijder}"
MINISTER_VRO = "{o:De Jonge}"
GENERAL_PHONE = "{fa:070-456 00 00}"
DESK_MAIL = f"{{em:loket.funderingsherstel@{DOMAIN}}}"
WOO_MAIL = f"{{em:woo@{DOMAIN}}}"
DIRECTORATE_MAIL = f"{{em:secretariaat-bodem@{DOMAIN}}}"

CITIZEN = "{b:Theodora Wiebenga-Smallenbroek}"
CITIZEN_SHORT = "{b:T. Wiebenga-Smallenbroek}"
CITIZEN_LAST = "{b:Wiebenga-Smallenbroek}"
CITIZEN_ADDRESS = "{a:Vaartkade 27}"
CITIZEN_TOWN = "{pc:2471 KL} Oostwetering"
CITIZEN_BSN = "{bsn:999993653}"
CITIZEN_IBAN = "{iban:NL91 ABNA 0417 1643 00}"
CITIZEN_BORN = "{dob:14 februari 1958}"
CITIZEN_PHONE = "{f:0172-49 38 16}"
CITIZEN_MAIL = "{e:dora.wiebenga@oostweternet.nl}"
NEIGHBOUR = "{b:Achmed Benhaddou}"
SURVEYOR = "{x:Bartholomeus Kranendonk}"
SURVEYOR_SHORT = "{x:B. Kranendonk}"


def passes_eleven_test(digits: str) -> bool:
    """The check on a BSN: weights 9 to 2 and -1, sum divisible by 11."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def passes_97_test(iban: str) -> bool:
    """The check on an IBAN (ISO 13616): letters as numbers, first four to the end, mod 97."""
    letters = iban.replace(" ", "")
    return int("".join(str(int(c, 36)) for c in letters[4:] + letters[:4])) % 97 == 1

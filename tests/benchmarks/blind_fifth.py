# ruff: noqa: E501, SIM905 - layouts as they are printed, names as one writes them down
"""The fifth set: dossiers of documents in layouts that no rule and no model was made on.

Written while the rules stood still and before any of it was run; `resources/names/README.md` tells
the figures of the first run. Built as `tests.benchmarks.blind_fourth`.
"""

from __future__ import annotations

POOL = """
Alwine|van|Hoevelaken|AM
Bastiën||Roodzant|BJ
Charlotte-Sophie|de|Graeff|CS
Dagmar||Wijninga|D
Ebru||Yıldırım|E
Ferdinand||Zuidgeest|FTH
Giedo|van der|Zwaag|GR
Hilbert||Luimstra|HK
Iwona||Kowalczyk|I
Jelmer||Tuinstra|JW
Kwame||Boateng-Mensah|KO
Liselotte||Ritmeester|LA
Mounir||El Khattabi|M
Noor||Terpstra|NE
Ottolien|van|Zuylen|O
Pieter-Bas||Ketelaars|PB
Renske||Oosterveen|RM
Sietse||Dijkema|ST
Tamara||Vukovic|T
Udo||Rosenthal|UF
Vincent|le|Clercq|VH
Wubbo||Kornelis|W
Yvette||Sanders|YC
Zeynep||Demirci|Z
Aukje||Postmus|A
Bram||Peeters|BL
Cindy||Smits|C
Dirk|van den|Broek|DA
Elif||Aslan|E
Frank||Hendriks|FJM
Geertruida||Bosman|GH
Hamza||Amrani|H
Ineke||Verhoef|IT
Jeroen||Wolters|JP
Karel||Mulder|K
Linda||Scholten|LMC
Martijn||Timmerman|M
Nora||Haddad|N
Olaf||Brouwer|OB
Petra||Kuiper|PE
"""

UNLISTED_FIRST = (
    """
Vromelijn Dazziro Kelmondo Iefkelien Stravinka Oubadira Plechtild Zwaanild Morqand Tyburga Hennerijn
Gwalthera Nyasendo Quistbert Rozemonde Umbrecht Fyolanda Bettrich Ceelke Warnsveldt
"""
).split()
UNLISTED_LAST = (
    """
Drielandsma Roggeveldt Kantelaarsen Nzimbandi Vuurpijler Mosterdzaad Geuzenkamper Tholoniat Bijsterbosveen
Ezendriever Zompelaar Gadzhimurov Waterlandse Knikkerbakker Oyelaranti Pannevisser Schrobbelaar Trekvogelaar
Hunzebosch Lamprechtsen
"""
).split()

KINDS = {
    "beantwoording": (
        "FORMULIER BEANTWOORDING KAMERVRAGEN\n\n"
        "Vraagsteller(s): de leden {=Piri} (GroenLinks-PvdA) en {=Van Nispen} (SP)\n"
        "Ingezonden: 11 november 2024    Uiterste datum: 2 december 2024\n"
        "1e behandelaar: {a}    doorkiesnr.: {#phone}\n"
        "2e behandelaar: {b.i}\n"
        "Meelezers: {c}, {d.i} (HDBZ)\n"
        "Toelichting behandelaar: {e.v} levert de cijfers aan, daarna gaat het stuk langs {c.v}.\n"
        "Gezien: {f.par} d.d. 28/11\n"
    ),
    "iphone": (
        "Kun je dit voor morgen 12u regelen? {a.v} weet ervan.\n\n"
        "Gr. {b.v}\n\nVerstuurd vanaf mijn iPhone\n\n"
        "> Op 3 feb. 2023 om 09:41 heeft {c} <{c.email}> het volgende geschreven:\n>\n"
        "> Beste {b.v},\n>\n> {d} belde net. Ze wil het verslag van {e.s} inzien voordat het naar de\n"
        "> minister gaat. Ik heb haar verwezen naar {a.v}.\n>\n> Hartelijke groet,\n> {c.v}\n"
    ),
    "oplegnotitie": (
        "Oplegnotitie bestuursraad\n"
        "Steller        : {a.i}\n"
        "Portefeuille   : {b.s}\n"
        "Agendapunt     : 6b\n"
        "Route          : MT-DGM akkoord ({c.par}), FEZ akkoord ({d.par}), DJZ met opmerking ({e.par})\n\n"
        "De bestuursraad wordt gevraagd kennis te nemen van de voortgang. Bij vragen tijdens het overleg kan {a.s} "
        "inbellen. De opmerking van DJZ is met {e} besproken en door {f.v} verwerkt.\n"
    ),
    "nadergehoor": (
        "RAPPORT NADER GEHOOR\n\n"
        "Naam vreemdeling   {a.up}\nGeboortedatum      {#dob}\nV-nummer           {#vnum}\n"
        "Rapporteur         {b.i}\nTolk               {c.i}, Tigrinya\nRechtshulp         mr. {d.i}\n\n"
        "Ik leg betrokkene uit dat de tolk alleen vertaalt. Betrokkene zegt: mijn broer {e.v} is in 2015 opgepakt. "
        "Mijn moeder {f} woont nog in het dorp.\n"
        "Opmerking rapporteur: betrokkene wordt emotioneel, er is een pauze ingelast. {c.s} heeft de "
        "verklaring herhaald.\n"
    ),
    "telefoonnotitie": (
        "Telefoonnotitie\n"
        "Opgenomen door: {a.v}\nBeller: mevr. {b.S}, namens haar vader dhr. {b.S}\n"
        "Terugbellen: ja, op {#mobile}\nVoor: {c.v}/{d.v}\n"
        "Inhoud: heeft drie brieven gestuurd aan {c.S} en nooit antwoord gekregen. Dreigt met de ombudsman. BSN {#bsn} "
        "heb ik genoteerd. Graag vandaag nog bellen, {e.v} heeft het dossier.\n"
    ),
    "teamsverslag": (
        "Vergaderingsoverzicht\nVoortgang ketenregie\n19 september 2023 15:30 - 16:24\n"
        "Deelnemers (6)\n{a} (Organisator)\n{b}\n{c}\n{d} (Gast)\n{e.invv}\n{f}\n\n"
        "Notities\n"
        "- {a.v} opent; geen mededelingen\n"
        "- Planning Q4 (trekker: {b.v}). {c.v} mist nog input van de gemeenten.\n"
        "- Taak voor {d.v}: kengetallen opvragen bij {f.s}\n"
        "Opname gestart door {e.v}\n"
    ),
    "sollicitatie": (
        "{a}\n{#addr}\n{a.email}\n{#mobile}\n\n"
        "Sollicitatie schaal 12, vacature 23-118\n\n"
        "Geachte mevrouw {b.S},\n\nVia {c} hoorde ik dat u een ervaren projectleider zoekt. Tussen 2015 en 2021 werkte "
        "ik onder {d.i} aan het programma. Als referent kunt u bellen met {e} of met {c.v} zelf.\n\n"
        "Met vriendelijke groet,\n\n{a.v} {a.s}\n"
    ),
    "procesverbaal": (
        "P R O C E S - V E R B A A L\n\n"
        "Ik, verbalisant {a.i}, buitengewoon opsporingsambtenaar, verklaar het volgende.\n"
        "Op dinsdag 4 april 2023 te 14.10 uur sprak ik met een man die opgaf te zijn:\n"
        "{b.up}\ngeboren {#dob}, wonende {#addr}.\n"
        'Hij verklaarde: "De auto met kenteken {#plate} is van mijn zwager {c}. Die heeft hem uitgeleend '
        'aan {d.v}." Getuige {e.s} bevestigde dit.\n'
        "Waarvan door mij opgemaakt, {a.s}\n"
    ),
    "logboek": (
        "LOGBOEK REGIETEAM OPVANG\n"
        "tijd   wie      wat\n"
        "07.55  {a.par}  dienst overgenomen van {b.par}\n"
        "08.20  {a.par}  {c.s} (COA) meldt 40 plekken vrij in Zoutkamp\n"
        "08.45  {a.par}  gebeld met burgemeester {=Velema}, wil schriftelijke bevestiging\n"
        "09.10  {d.par}  bevestiging verstuurd, cc {e.v} en {f.v}\n"
        "09.30  {d.par}  {c.s} belt terug: bus vertrekt 11.00, chauffeur {f.s}\n"
    ),
    "advies": (
        "VERTROUWELIJK ADVIES\n\n"
        "Aan: mr. {a.i}\nVan: {b} en {c} (advocaten)\nInzake: Staat / {d.s}\n\n"
        "Geachte confrère,\n\nU vroeg ons te adviseren over de positie van de Staat tegenover de heer {d.S}. "
        "Kort gezegd menen wij dat {d.s} ontvankelijk is. Van uw collega {e} ontvingen wij de stukken. Mocht {e.s} nog "
        "aanvullingen hebben, dan vernemen wij dat graag.\n\nHoogachtend,\n\n{b.i}\n{c.i}\n"
    ),
    "routeformulier": (
        "ROUTEFORMULIER\nOnderwerp: instellingsbesluit\n"
        "Functionaris            Naam              Paraaf   Datum\n"
        "Opsteller               {a.i}     {a.par}      3/6\n"
        "Coördinator             {b.i}     {b.par}      4/6\n"
        "Afdelingshoofd          {c.i}     {c.par}      4/6\n"
        "Directeur (wnd.)        {d.i}     {d.par}      7/6\n\n"
        "Retour aan: {a.v}, kamer C 3.17\n"
    ),
    "jaargesprek": (
        "Verslag jaargesprek 2022\nMedewerker: {a} (pers.nr. {#pers})\nLeidinggevende: {b}\n\n"
        "{a.v} kijkt met tevredenheid terug. De samenwerking met {c.v} en {d.v} is verbeterd. Over de werkdruk heeft "
        "{a.v} met {e} (HR) gesproken. {b.v} spreekt haar waardering uit.\n\n"
        "Akkoord medewerker: {a.par}   Akkoord leidinggevende: {b.par}\n"
    ),
    "bestuurlijk": (
        "Conceptverslag bestuurlijk overleg spreiding\n"
        "Aanwezig: burgemeester {=Marcouch} (Arnhem), burgemeester {=Bruls} (Nijmegen), commissaris van de Koning "
        "{=Paas}, staatssecretaris {=Van der Burg}\n"
        "Ambtelijk: {a} (JenV), {b} (VNG), {c} (notulist)\n\n"
        "De heer {=Bruls} vraagt aandacht voor de doorstroom. De staatssecretaris zegt toe dat {a.s} volgende week met een "
        "voorstel komt. De heer {b.S} merkt op dat gemeenten al sinds mei wachten.\n"
        "Actiepunten: 1. brief ({a.par}) 2. cijfers ({d}) 3. datumprikker ({c.v})\n"
    ),
    "consultatie": (
        "Reactie op internetconsultatie\nNaam: {a}\nPlaats: Hoogeveen\nDatum: 17 oktober 2022\nOpenbaar: ja\n\n"
        "Vraag 1\nAls pleegouder van {b.v} (9) en {c.v} (12) maak ik mij zorgen. Onze voogd, {d}, ziet ze hooguit eens per "
        "kwartaal. De kinderrechter heeft {d.s} daarop aangesproken.\n"
        "Vraag 2\nNee.\n"
    ),
    "rooster": (
        "Rooster piket week 34\n"
        "           ma        di        wo        do        vr\n"
        "achterwacht {a.v}   {a.v}   {b.v}   {b.v}   {c.v}\n"
        "woordvoering {d.v}   {e.v}   {e.v}   {d.v}   {d.v}\n\n"
        "Ruilen in overleg met {f} ({#mobile}). {c.v} is vrijdag na 15.00 uur niet bereikbaar, dan {a.s} bellen.\n"
    ),
    "ontslag": (
        "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties\nT.a.v. {a.i}, P&O\n\n"
        "Mevrouw {b.s} heeft verzocht om ontslag per 1 mei 2023. Het verzoek is besproken met haar leidinggevende, "
        "de heer drs. {c.i}. Eindafrekening op rekening {#iban} t.n.v. {b.i}.\n\n"
        "Paraaf leidinggevende {c.par}    Voor akkoord namens de minister, {d.i}\n"
    ),
}

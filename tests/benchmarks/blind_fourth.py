# ruff: noqa: E501, SIM905 - layouts as they are printed, names as one writes them down
"""The fourth set: dossiers of documents in layouts that no rule and no model was made on.

Written while the rules stood still and before any of it was run; `resources/names/README.md` and
`resources/models/README.md` tell the figures of the first run. A dossier has one cast, so that the
set also measures what documents teach one another. Fields: see `tests.benchmarks.dossiers`.
"""

from __future__ import annotations

POOL = """
Annelotte|van|Wieringerwaard|AJ
Boris||Kloosterziel|BM
Célestine||N'Diaye-Prins|C
Diederik|van der|Schoorl|DWF
Esmeralda||Tjon-A-Njoek|EV
Fokko||Bultje|FG
Ghislaine|de la|Rambelje|GM
Haydar||Özyürek|H
Ingmar||Stevelink|IJ
Joukje||Hettinga|JT
Khadija||Ouazzani|K
Lourens|ten|Broeke|LPC
Maxime||Verhulsdonck|MA
Nasrin||Ghorbanzadeh|N
Okke||Duinkerken|OS
Phaedra||Konstantinou|P
Quirine|van|Lynden|QE
Rembert||Schuitemaker|RH
Sjoukje||Algra|SW
Teunis||Vermaat|TC
Ulrike||Brandstätter|U
Valentijn|op den|Kamp|VLM
Wietske||Poelstra|W
Xander||Grootenhuis|XB
Yara||Benhamou|Y
Zoltán||Kerekes|Z
Aernout||Meeldijk|A
Brechtje|in 't|Veldt|BAM
Chukwuemeka||Adeyinka|C
Doutzen||Kingma|D
Evangelos||Papadakis|E
Floortje||Snel|FH
Gülsüm||Karataş|G
Hubertus||Koning|HJM
Ismay||Dijkgraaff|IR
Jurre||Stok|J
Kirsten||Visser|KL
Lotte||de Boer|L
Mees||Bakker|MT
Nienke||Groen|NN
"""

UNLISTED_FIRST = (
    """
Qendrijke Wobbertien Zsamira Tjalderik Ouwelien Fenggolt Brymante Yldivar Jorvienne Kwastimir
Sveltiana Dorzhamma Ubbelien Pyrathon Heleniek Mbekilo Ghorvin Wyldemar Laaziqa Evrinth
"""
).split()
UNLISTED_LAST = (
    """
Zwaarkrans Bolderveken Quispelman Trompwouter Vlierdekker Knibbelaar Oeverdongen Sjakmeester Wolvenstick
Pruimbergen Dzovarian Mkhabelani Tchovelidze Rwabuhunga Ylmazoglar Zhuravskene Krompeling Brakveenstra
Hazebroekmans Doddegrijp
"""
).split()

KINDS = {
    "hoorzitting": (
        "Verslag hoorzitting bezwaar\n"
        "Zaaknummer: {#ref}\n"
        "Datum hoorzitting: 14 maart 2023\n\n"
        "Samenstelling hoorcommissie\n"
        "{a}, voorzitter\n{b}, lid\n{c}, ambtelijk secretaris\n\n"
        "Namens bezwaarde verschenen: {d} en haar gemachtigde {e.i} (Advocatenkantoor Lindehof)\n"
        "Namens het bestuursorgaan: {f}\n\n"
        "De voorzitter opent de hoorzitting en stelt de aanwezigen aan elkaar voor. {d.s} licht toe dat het besluit haar "
        "pas op 3 januari heeft bereikt. {e.s} verwijst naar het pleidooi. Op een vraag van {b.s} antwoordt {f.s} dat de "
        "brief aangetekend is verstuurd. {a.s} vraagt of {d.s} telefonisch bereikbaar is; zij geeft op: {#phone}.\n\n"
        "{c.s} zal het verslag binnen twee weken aan partijen zenden.\n"
    ),
    "zaaksysteem": (
        "Audittrail zaak {#ref}\n"
        "Tijdstip | Gebruiker | Handeling | Toelichting\n"
        "02-05-2022 08:14 | {a.user} | zaak aangemaakt | aanvrager {b}, geb. {#dob}\n"
        "02-05-2022 09:31 | {a.user} | document toegevoegd | paspoort {b.up}\n"
        "03-05-2022 11:02 | {c.user} | taak toegewezen | van {a} aan {c}\n"
        "04-05-2022 16:45 | systeem | bericht verzonden | ontvanger {b.email}\n"
        "09-05-2022 10:10 | {d.user} | status gewijzigd | akkoord {d.par}\n"
    ),
    "woordcommentaar": (
        "Conceptbrief versie 0.4 met opmerkingen\n\n"
        "De minister hecht aan een zorgvuldige behandeling van aanvragen. [{a.par}1]\n"
        "In 2021 zijn 1.240 aanvragen afgedaan. [{b.par}2]\n\n"
        "Opmerkingen\n"
        "Met opmerkingen [{a.par}1]: Graag afstemmen met {c.v} van communicatie.\n"
        "Met opmerkingen [{b.par}2]: Cijfer klopt niet, zie mail {d.v} van gisteren.\n"
        "Auteur: {a}  Laatst gewijzigd door: {b}\n"
    ),
    "exchange": (
        "Van: {a.gal}\n"
        "Verzonden: woensdag 6 oktober 2021 17:22\n"
        "Aan: {b.gal}; {c.gal}\n"
        "CC: Postbus Directie Bedrijfsvoering\n"
        "Onderwerp: RE: oplegger\n\n"
        "Dag {b.v} en {c.v},\n\n"
        "Zoals met {d} besproken stuur ik de oplegger toe. {e.v} kijkt morgen nog naar de bijlage.\n"
        "Kunnen jullie vóór vrijdag reageren? Dan neem ik het mee naar {f.s}.\n\n"
        "Groetjes {a.v}\n\n"
        "{a}\nSenior beleidsmedewerker\nM {#mobile}\n"
    ),
    "ticket": (
        "TOPdesk melding M{#num} \n"
        "Aanmelder      {a}\n"
        "Afdeling       Financiën en Inkoop\n"
        "Behandelaar    {b.inv}\n"
        "Bellen op      {#phone}\n"
        "Verzoek\n"
        "Sinds maandag kan ik niet meer inloggen. Mijn collega {c.v} heeft hetzelfde.\n"
        "Actie\n"
        "11:40 {b.v}: wachtwoord opnieuw ingesteld, account {a.user}\n"
        "13:05 {d.v}: gebeld met {a.v}, opgelost\n"
    ),
    "inkoop": (
        "Beoordelingsformulier aanbesteding perceel 2\n"
        "Inschrijver: Van Dongen Advies B.V.\n"
        "Contactpersoon inschrijver: {a} ({a.email})\n\n"
        "Beoordelaar\tKwaliteit\tPrijs\tHandtekening\n"
        "{b}\t7\t8\t{b.par}\n"
        "{c}\t6\t8\t{c.par}\n"
        "{d}\t8\t7\t{d.par}\n\n"
        "Consensusbespreking onder leiding van {e}. {c.s} en {d.s} verschillen van mening over gunningscriterium 3. "
        "Na overleg stelt {b.s} voor een 7 te geven.\n"
    ),
    "raci": (
        "Projectplan Archiefmigratie\nVerantwoordelijkheden (RACI)\n\n"
        "Resultaat              R            A            C            I\n"
        "Selectielijst          {a.s}        {b.s}        {c.s}        {d.s}\n"
        "Conversie              {c.s}        {b.s}        {a.s}        {e.s}\n\n"
        "Opdrachtgever is {b}; {a} voert het secretariaat. De stuurgroep bestaat uit {c}, {d} en {e}. "
        "Vragen? Neem contact op met {a.v} ({a.email}).\n"
    ),
    "declaratie": (
        "DECLARATIEFORMULIER REISKOSTEN\n"
        "Achternaam: {a.s}\nVoornamen: {a.v}\nPersoneelsnummer: {#pers}\nIBAN: {#iban}\n"
        "Kenteken privéauto: {#plate}\n"
        "Reis: Den Haag - Ter Apel v.v., werkbezoek met {b} en {c}\n"
        "Akkoord budgethouder: {d}\n"
    ),
    "interview": (
        "Uitgewerkt interview, deelnemer 7\n"
        "Interviewer: {a}\nGeïnterviewde: {b}, teamleider\n\n"
        "{a.v}: Kunt u vertellen hoe het begon?\n"
        "{b.v}: Ja. Ik kwam in 2018 binnen via {c}. Die zat toen nog bij de uitvoering.\n"
        "{a.v}: En daarna?\n"
        "{b.v}: Toen is {d} mijn leidinggevende geworden. Met {d.v} kon ik alles bespreken, met {e.s} veel minder.\n"
    ),
    "besluit": (
        "Besluit op aanvraag verblijf\n\n"
        "Betreft: {a}, geboren op {#dob}, V-nummer {#vnum}, wonende {#addr}\n\n"
        "Geachte heer, mevrouw {a.S},\n\n"
        "Op 2 februari 2023 heeft u een aanvraag ingediend ten behoeve van uw echtgenote {b}. "
        "Het besluit is voorbereid door {c.i}.\n\n"
        "De Staatssecretaris van Justitie en Veiligheid,\nnamens deze,\n\n{d.i}\nunitmanager\n"
    ),
    "agenda_export": (
        "Afspraak: Stuurgroep wonen\nLocatie: zaal 4.12\nBegin: di 11-4-2023 13:00\nEinde: di 11-4-2023 14:30\n"
        "Vergaderingstatus: Geaccepteerd\nOrganisator: {a.gal}\n"
        "Verplichte deelnemers: {b.gal}; {c.gal}; {d}\n"
        "Optionele deelnemers: {e}\n\n"
        "{c.v} belt in. Dossier ligt bij {f}.\n"
    ),
    "besluitenlijst": (
        "Besluitenlijst MT 22 november 2022\n"
        "1. Formatie\nVoorstel {a.s} wordt overgenomen. {b.s} werkt dit uit met {c.s}.\n"
        "2. Huisvesting\nHet MT gaat akkoord. Actie: {d.s}.\n"
        "3. Rondvraag\n{e.s} meldt dat {f.s} per 1 januari vertrekt. {a.s} bedankt haar.\n"
    ),
    "nota_bewindspersoon": (
        "Ministerie van Volksgezondheid, Welzijn en Sport\n"
        "TER BESLISSING\nAan de minister voor Langdurige Zorg en Sport\n\n"
        "Opgesteld door\n{a}\nBeleidsmedewerker\nT {#phone}\n{a.email}\n\n"
        "Datum 5 juli 2022\nKenmerk {#ref}\nBijlage(n) 2\n\n"
        "Gevraagd besluit\nU wordt gevraagd in te stemmen met de beantwoording van de vragen van het lid {=Agema} (PVV). "
        "De brief is afgestemd met {b} (FEZ) en met {c.v} van DGLZ. Minister {=Helder} heeft dit op 1 juli met "
        "staatssecretaris {=Van Ooijen} besproken.\n\nMedeparaaf: {b.par}, {d.par}\n"
    ),
    "signal": (
        "Signal-groep Crisisteam\n"
        "{a.v} 10:02\nZijn jullie al op locatie?\n"
        "{b.v} 10:04\nJa, met {c.v} en {d.v}. {e} komt later\n"
        "{a.v} 10:05\nok. bel {f.v} even op {#mobile}\n"
        "{c.v} 10:11\n{f.v} neemt niet op, ik mail {f.email}\n"
    ),
    "klachtbrief": (
        "{a}\n{#addr}\nTel. {#mobile}\n\n"
        "Aan: Klachtencommissie\nBetreft: bejegening door uw medewerker\n\n"
        "Geachte commissie,\n\n"
        "Op 8 mei sprak ik aan de balie met een medewerker die zich voorstelde als {b}. Later werd ik teruggebeld door {c.S}. "
        "Die beloofde dat {d} contact zou opnemen over mijn rekening {#iban}. Mijn burgerservicenummer is {#bsn}. "
        "Mijn zoon {e.v} was erbij.\n\nHoogachtend,\n\n{a.i}\n"
    ),
    "kamerdebat": (
        "Annotatie commissiedebat Vreemdelingenbeleid\n"
        "Sprekersvolgorde: {=Podt} (D66), {=Brekelmans} (VVD), {=Ceder} (ChristenUnie), {=Kröger} (GroenLinks)\n"
        "Aanwezig namens het departement: {a}, {b} en {c}\n"
        "Het lid {=Podt} zal vragen naar nareis. Staatssecretaris {=Van der Burg} kan verwijzen naar de brief van 4 april. "
        "Ambtelijke achtervang: {d.v} ({#mobile}) en {e.v}.\n"
        "DG Migratie {=Van Asbeck} is telefonisch bereikbaar.\n"
    ),
}

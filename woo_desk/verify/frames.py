"""The words that every list is written in, whatever it lists: they say nothing of the documents.

A workbook names in its theme a script "Hans" and a font "Kartika", an OpenDocument sheet says
`value-type` in every cell, the addresses of government standards have "kern" in them. Looked for in
these words, a person of that name would be found in every package, and none could be made. They are
left out only where they stand as what they are and to the letter: a name of an element, an
attribute or a key; a value of an attribute or of a part that describes the file; a whole address;
a code under its key ("check": "text").
In cells, titles and any other text they count like all words.

Sources: ECMA-376 part 1 and 2, OpenDocument 1.3, Dublin Core; DiWoo 0.9.8; what XlsxWriter writes
into every workbook.
"""

from __future__ import annotations

import functools
import re

from woo_desk.domain.export import CheckOutcome, PartKind, ResidueKind
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome

_WORKBOOK = (
    "AppVersion Application Company ContentType Default DocSecurity Extension HeadingPairs "
    "HyperlinksChanged Id LinksUpToDate Override PartName Properties Relationship Relationships "
    "ScaleCrop SharedDoc Target TitlesOfParts Type Types accent1 accent2 accent3 accent4 accent5 "
    "accent6 activeCell activePane algn alignment alpha ang appName applyAlignment applyBorder "
    "applyFont applyNumberFormat autoFilter baseType bevelT bgFillStyleLst blurRad bookViews "
    "border borderId borders bottom builtinId calcId calcPr camera cellStyle cellStyleXfs "
    "cellStyles cellXfs clrScheme cmpd color cols coreProperties count created creator "
    "customHeight customWidth defaultPivotStyle defaultRowHeight defaultTableStyle "
    "defaultThemeVersion definedName definedNames diagonal dimension dir dist dxfs effectLst "
    "effectStyle effectStyleLst extraClrSchemeLst family fileVersion fill fillId fillStyleLst "
    "fillToRect fills fitToHeight fitToPage fmtScheme folHlink font fontId fontScheme fonts footer "
    "formatCode fullCalcOnLoad gradFill gsLst header hidden hlink lang language lastClr lastEdited "
    "lastModifiedBy left lightRig link localSheetId lowestEdited lpstr majorFont minorFont "
    "modified name next numFmt numFmtId numFmts objectDefaults orientation outerShdw pageMargins "
    "pageSetUpPr pageSetup pane paperSize path patternFill patternType prst prstDash right "
    "rotWithShape rupBuild satMod scaled scene3d scheme schemeClr script selection shade sheet "
    "sheetData sheetFormatPr sheetId sheetPr sheetView sheetViews sheets size solidFill sp3d spans "
    "sqref srgbClr state style styleId styleSheet styles sysClr tabSelected tableStyles tblHeader "
    "theme themeElements tint title topLeftCell type typeface value variant vector vertical volume "
    "width windowHeight windowWidth workbook workbookPr workbookView workbookViewId worksheet "
    "wrapText xSplit xWindow ySplit yWindow"
)
_SHEET = (
    "automatic-styles body column-width default-cell-style-name document-content document-meta "
    "file-entry font-weight full-path line-break manifest media-type meta spreadsheet style-name "
    "table table-cell table-cell-properties table-column table-column-properties "
    "table-header-rows table-row text-properties value-type version wrap-option"
)
_KEYS = (
    "annex annexesBelongTo author baseAddress basis belongs_to bundle bundleFirst bundleLast "
    "bytes category changes check checks clean date decision decisionDate documentPrefix "
    "document_page documents documentsoort dossierNumber familyId file files first_page format "
    "grounds has_leak informationCategory inquiryNumber isSuspended judgement kind last_page leak "
    "made_at needs_person not_applicable not_possible number organisation outcome outcomes page "
    "pages parts pikepdf pillow presidio-analyzer presidio-anonymizer previewDate publicationDate "
    "publicationReason publisher pymupdf pypdf pypdfium2 redactions reference refers_to refersTo "
    "remark requestDate residues responsible seen_by_a_person sha256 summary themes threadId used "
    "versions woo-desk xlsxwriter dc_description dc_publisher dc_source dc_title dc_type "
    "foi_decisionDate foi_documentType foi_documenten foi_files foi_groundsOfRefusal "
    "foi_inventaris foi_requestDate foi_requestText foi_sentDate foi_url_on_web foi_valuation "
    "new_sha256 note old_sha256 printed_number publicHash publicSince reason"
)
_SITEMAP = (
    "DiWoo Document lastmod loc resource sitemap sitemapindex url urlset aanleveringBestand "
    "atTime bestandsformaat bestandsnaam bestandsomvang bron classificatiecollectie creatiedatum "
    "datumBeginGeldigheid datumEindeGeldigheid documenten documenthandeling documenthandelingen "
    "documentsoorten extraMetadata extraMetadataveld extraMetadatavelden identifiers "
    "informatieCategorieen informatiecategorie informatiecategorieen kenmerk kenmerken kern "
    "officieleTitel omschrijving omschrijvingen opsteller publicatie publicatiestatus "
    "soortHandeling thema themas titelcollectie tooi values verantwoordelijke verkorteTitel"
)
_LETTER = (
    "Ignorable abstractNum abstractNumId after ascii auto basedOn before compat compatSetting "
    "contextualSpacing default defaultTabStop description docDefaults docGrid document eastAsia "
    "firstColumn firstRow gridCol gutter hAnsi hanging hint identifier ilvl insideH insideV "
    "keepLines keepNext keywords lastColumn lastRow latin line linePitch lineRule lnStyleLst "
    "lvlJc lvlText multiLevelType noHBand noVBand nsid numId numPr numbering outlineLvl pBdr "
    "pPrDefault pStyle pageBreakBefore pgMar pgSz qFormat rFonts rPrDefault revision rsid rsidR "
    "rsidRPr rsidSect sectPr semiHidden settings space spacing start subject szCs tabs tblBorders "
    "tblCellMar tblGrid tblInd tblLayout tblLook tblPr tblStyle tblW tcPr themeColor tmpl trPr "
    "uiPriority unhideWhenUsed useFELayout xfId"
)

_CHECKS = (
    "boxes bytes copied file_name fonts kept_text later_words letters moved original outside pages "
    "picture_text pictures pixels short_terms structure text text_second values width"
)
_OWN_FORMATS = "certificate/2 dossier/1 package/1 pages/1"
_READERS = re.compile(
    r"(?:(?:Woo Desk|Python|pdfium|pypdf|pikepdf|pillow|tesseract-nld)(?:[ /]\d[\w.+]*)?"
    r"(?:[,()\s]+|$))+"
)
"""What looked at a file, with versions: under the key "by"."""
_DECISIONS = "nothing_found already_public public partial_public not_public"

_CODES: dict[str, frozenset[str]] = {
    "basis": frozenset(LegalBasis),
    "check": frozenset(_CHECKS.split()),
    "dc_source": frozenset(("Woo Desk",)),
    "decision": frozenset(_DECISIONS.split()),
    "format": frozenset(f"woo-desk-{name}" for name in _OWN_FORMATS.split()),
    "judgement": frozenset(Judgement),
    "kind": frozenset((*ResidueKind, *PartKind)),
    "outcome": frozenset((*CheckOutcome, *ScopeOutcome)),
    "publicationReason": frozenset(("woo_request",)),
}
"""Key in a JSON file -> what stands there of our own. WHY not everywhere: "text" and "public" are
words, and may be what was redacted."""

NAMES = frozenset(f"{_WORKBOOK} {_SHEET} {_KEYS} {_SITEMAP} {_LETTER}".split())
"""Of elements and attributes, without their prefix, and of keys."""

_FONTS = (
    "Arial|Calibri|Cambria|DaunPenh|DokChampa|Estrangelo Edessa|Euphemia|Gautami|Iskoola Pota"
    "|Kalinga|Kartika|Latha|MV Boli|Mangal|Microsoft Himalaya|Microsoft Uighur|Microsoft Yi Baiti"
    "|Mongolian Baiti|MoolBoran|Nyala|Plantagenet Cherokee|Raavi|Shruti|Tahoma|Times New Roman"
    "|Tunga|Vrinda"
)
_SCRIPTS = (
    "Arab|Beng|Cans|Cher|Deva|Ethi|Geor|Gujr|Guru|Hang|Hans|Hant|Hebr|Jpan|Khmr|Knda|Laoo|Mlym|Mong"
    "|Orya|Sinh|Syrc|Taml|Telu|Thaa|Thai|Tibt|Uigh|Viet|Yiii"
)
_SETTINGS = (
    "Microsoft Excel|Named Ranges|Worksheets|Normal|Office|Office Theme|PivotStyleLight16"
    "|TableStyleMedium9|body|bold|bottomLeft|bottomRight|circle|false|flat|frozen|head|inlineStr"
    "|landscape|lpstr|minor|none|orthographicFront|portrait|solid|string|table-cell|table-column"
    "|thin|threePt|topRight|variant|window|windowText|wrap|Symbol|Title|Heading1|heading 1|Normal "
    "Table|TableNormal|Table Grid|TableGrid|No List|NoList|List(?: Bullet|Bullet[23]?|Number[23]?)"
    "|Default Paragraph Font|DefaultParagraphFont|bullet|character|compatibilityMode|decimal"
    "|default|doNotFlipMirrorIndents|enableOpenTypeFeatures|fixed|left|numbering|paragraph|preserve"
    "|overrideTableStyleFontSizeAndJustification|single|singleLevel|table|auto|rels"
)
_PARTS = (
    r"/?(?:word/)?(?:document|numbering|settings|styles)\.xml"
    r"|/?(?:xl/)?(?:worksheets/sheet\d+|theme/theme1|styles|workbook|sharedStrings)\.xml"
    r"|/?docProps/(?:app|core)\.xml|content\.xml|meta\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|\[Content_Types\]\.xml|META-INF/manifest\.xml|mimetype"
    r"|application/(?:vnd\.(?:openxmlformats|oasis\.opendocument)[a-z.+-]+|xml)|text/xml"
    r'|xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?'
)
_ADDRESSES = "|".join(
    re.escape(start) + rest
    for start, rest in (
        (
            "http://schemas.openxmlformats.org/",
            r"(?:officeDocument|package)/2006/relationships/(?:[a-zA-Z]+/)?[a-zA-Z-]+",
        ),
        ("http://schemas.microsoft.com/office/word", ""),
        (
            "https://identifier.overheid.nl/tooi/",
            r"(?:def/thes/kern/c_[0-9a-f]{8}|id/[a-z]+/[a-z]+\d+)",
        ),
        (
            "http://publications.europa.eu/resource/authority/",
            r"(?:language/NLD|file-type/PDF)",
        ),
    )
)
_VALUE = re.compile(f"{_FONTS}|{_SCRIPTS}|{_SETTINGS}|{_PARTS}|{_ADDRESSES}")


def is_name(text: str) -> bool:
    """Whether this, as a name of an element, an attribute or a key, is one of the format."""
    return text in NAMES


@functools.lru_cache(maxsize=8192)
def is_setting(text: str) -> bool:
    """Whether this, as a value that describes the file, stands in every file of its kind."""
    return _VALUE.fullmatch(text) is not None


def is_code(key: str, text: str) -> bool:
    """Whether this, under this key, is one of the program's own words for what may stand there."""
    if key == "by":
        return _READERS.fullmatch(text) is not None
    return text in _CODES.get(key, ())

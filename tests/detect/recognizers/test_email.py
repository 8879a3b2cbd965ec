from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.analyse import Detector
from woo_desk.detect.context import PageContext
from woo_desk.detect.normal import normalise
from woo_desk.detect.recognizers.email import EmailRecognizer
from woo_desk.domain.policy import Policy

RECOGNIZER = EmailRecognizer()


@pytest.mark.parametrize(
    "address",
    [
        "jan.jansen@minjenv.nl",
        "J.P.van.der.Berg@minbzk.nl",
        "jan_jansen@ind.nl",
        "jan-pieter.jansen@ind.nl",
        "jansen88@kpnmail.nl",
        "j.jansen+woo@voorbeeld.co.uk",
        "jan.jansen@mail.ind.minjus.nl",
        "j.özdemir@coa.nl",
        "jan.jansen@\nminjenv.nl",
        "jan.jansen\n@minjenv.nl",
        "jan.jansen@minjenv.\nnl",
        "jan.jan-\nsen@minjenv.nl",
        "j.\njansen@minjenv.nl",
        "jan.jansen@min-\njenv.nl",
        "jan.jansen @ minjenv.nl",
        "jan.jansen [at] minjenv.nl",
        "jan.jansen(at)minjenv.nl",
        "jan.jansen [at] minjenv [dot] nl",
        "jan.jansen{at}minjenv{punt}nl",
        "jan.jansen©minjenv.nl",
        "jan.jansen@minjenv,nl",
        "jan@x.test",
        "jansen at gmail dot com",
        "jan.jansen@minbzk.n1",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "Mail {} of bel",
        "<{}>",
        "({})",
        "Van: Jan <{}>",
        "{}",
        "mailto:{}",
        "e-mail: {}\n",
        "via {}.",
    ],
)
def test_addresses_of_persons(address: str, around: str) -> None:
    sure = "ask" if address.startswith("jan@") else "redact"
    assert finds(RECOGNIZER, around.format(address)) == [(address, sure)]


@pytest.mark.parametrize(
    "address",
    [
        "info@ind.nl",
        "woo@minjenv.nl",
        "secretariaat-dmb@minezk.nl",
        "postbus.woo-verzoeken@minezk.nl",
        "postbusDGM@minjenv.nl",
        "parlementairezaken@coa.nl",
        "cie.jv@tweedekamer.nl",
        "no-reply@rijksoverheid.nl",
        "noreply2@rijksoverheid.nl",
        "functioneelbeheer@nctv.minjenv.nl",
        "directie.migratie@minjenv.nl",
        "DGM@minjenv.nl",
        "_Dienstpostbus@minfin.nl",
        "woo [at] minjenv.nl",
    ],
)
def test_mailboxes_of_functions_stay(address: str) -> None:
    assert finds(RECOGNIZER, f"via {address}.") == [(address, "keep")]


@pytest.mark.parametrize(
    "address",
    [
        "j.bureau@minjenv.nl",
        "p.j.post@minjenv.nl",
        "a.pers@ind.nl",
        "m.team@ind.nl",
        "post.jan@x.nl",
    ],
)
def test_surnames_that_are_functional_words(address: str) -> None:
    assert finds(RECOGNIZER, address) == [(address, "redact")]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("jan.jansen@minjenv.nl", "jan.jansen"),
        ("jan.jansen\n@minjenv.nl", "jan.jansen"),
        ("jan.jansen [at] minjenv.nl", "jan.jansen"),
        ("piet@pietjansen.nl", "piet@pietjansen.nl"),
        ("a.jansen@jansen-advocaten.nl", "a.jansen@jansen-advocaten.nl"),
        ("j.coa@coa.nl", "j.coa"),  # three letters are an abbreviation, not a name
    ],
)
def test_the_domain_stays_unless_it_repeats_the_name(text: str, goes: str) -> None:
    (hit,) = RECOGNIZER.find(PageContext(normalise(text)))
    assert text[hit.start : hit.readable_from or hit.end] == goes


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("{gal,danderson}@voorbeeld.nl", "gal,danderson"),
        ("Mail {j.bos, dmandelin,\nmrbkap}@voorbeeld.nl.", "j.bos, dmandelin,\nmrbkap"),
        ("(j.bos|p.vos) @ voorbeeld.nl", "j.bos|p.vos"),
        ("{mohammad.r.haghighat}@voorbeeld.com", "mohammad.r.haghighat"),
        ("[a.jansen; p.vos]@jansen.nl", "a.jansen; p.vos]@jansen.nl"),
    ],
)
def test_several_people_before_one_domain(text: str, goes: str) -> None:
    """Every word of them stayed, and the verifier held the article back."""
    (hit,) = RECOGNIZER.find(PageContext(normalise(text)))
    assert text[hit.start : hit.readable_from or hit.end] == goes


@pytest.mark.parametrize("text", ["{info, balie}@gemeente.nl", "(zie bijlage)@", "{a,b} @ 5 euro"])
def test_brackets_before_an_at_that_name_nobody(text: str) -> None:
    assert [kind for _, kind in finds(RECOGNIZER, text) if kind != "keep"] == []


def test_address_inside_a_link() -> None:
    assert finds(RECOGNIZER, "https://x.nl/?mail=jan.jansen@minjenv.nl") == [
        ("jan.jansen@minjenv.nl", "redact")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "@Yorick: wil jij een eerste opzet maken?",
        "www.rijksoverheid.nl/jenv",
        "https://www.nrc.nl/nieuws/2024/02/17/kabinet-viel",
        "kosten @ 5 euro",
        "artikel 3 (at) besloten",
        "jansen@",
        "@minjenv.nl",
        "a@b",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert finds(RECOGNIZER, text) == []


@pytest.mark.parametrize(
    ("address", "proposal"),
    [
        ("funderingsherstel@minwaterstaatwonen.nl", "keep"),
        ("energietransitie@minezk.nl", "keep"),
        ("funderingsherstel@gmail.com", "redact"),
        ("janjansen@minjenv.nl", "redact"),
        ("timmerman@minjenv.nl", "redact"),
        ("bakkersmit@minjenv.nl", "redact"),
        ("vlinkstra@minjenv.nl", "redact"),
        ("j.energietransitie@minjenv.nl", "redact"),
        ("funderingsherstel.jansen@minjenv.nl", "redact"),
        ("funderingsherstel2@minjenv.nl", "redact"),
    ],
)
def test_a_mailbox_named_after_a_subject(
    detector: Detector, policy: Policy, address: str, proposal: str
) -> None:
    findings = detector.analyse_text(f"Mail naar {address} graag.", policy=policy).findings
    assert [str(f.proposal) for f in findings] == [proposal]


def test_without_word_lists_no_mailbox_is_of_a_subject() -> None:
    assert finds(RECOGNIZER, "funderingsherstel@minwaterstaatwonen.nl")[0][1] == "redact"

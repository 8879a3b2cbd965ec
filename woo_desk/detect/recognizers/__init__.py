"""Presidio recognisers for Dutch government documents, one kind of datum per file."""

from __future__ import annotations

from woo_desk.detect.recognizers.address import AddressRecognizer
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.birth_date import BirthDateRecognizer
from woo_desk.detect.recognizers.bsn import BsnRecognizer
from woo_desk.detect.recognizers.email import EmailRecognizer
from woo_desk.detect.recognizers.iban import IbanRecognizer
from woo_desk.detect.recognizers.kenteken import KentekenRecognizer
from woo_desk.detect.recognizers.phone import PhoneRecognizer
from woo_desk.detect.recognizers.reference import ReferenceRecognizer
from woo_desk.detect.recognizers.staff_number import StaffNumberRecognizer
from woo_desk.detect.recognizers.user_id import UserIdRecognizer
from woo_desk.detect.recognizers.user_list import UserListRecognizer
from woo_desk.detect.recognizers.vnummer import VNummerRecognizer

ALL: tuple[type[DeskRecognizer], ...] = (
    EmailRecognizer,
    PhoneRecognizer,
    BsnRecognizer,
    IbanRecognizer,
    VNummerRecognizer,
    KentekenRecognizer,
    BirthDateRecognizer,
    AddressRecognizer,
    StaffNumberRecognizer,
    UserIdRecognizer,
    ReferenceRecognizer,
    UserListRecognizer,
)
"""Every recogniser of structured data, in the order in which they run."""

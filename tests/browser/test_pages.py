"""Every page, in every language and scope."""

import re

import pytest

from dashboard.states import ILLUSTRATIVE_MARK
from tests.browser.addresses import PAGES, Address, every_address
from tests.browser.latin_words import find_untranslated
from tests.browser.message_keys import find_keys, find_placeholders
from tests.browser.sights import Look

# Pages whose every chart rests on generated rows. The programme's own rest on none.
ILLUSTRATED = {
    "programme": (),
    "institution": ("trainings", "participants"),
    "example": PAGES,
}

everywhere = pytest.mark.parametrize("address", every_address(), ids=str)


@everywhere
def test_page_comes_without_fault(address: Address, look: Look) -> None:
    sight = look(address)
    assert sight.exceptions == ()
    assert sight.console == ()
    assert sight.requests == ()
    assert sight.log == ()


@everywhere
def test_document_says_its_language(address: Address, look: Look) -> None:
    sight = look(address)
    assert sight.document_language == address.language
    is_russian = re.search("[а-яё]", sight.title, re.IGNORECASE) is not None
    assert is_russian == (address.language == "ru")


@everywhere
def test_page_shows_no_message_key(address: Address, look: Look) -> None:
    words = look(address).words
    assert find_keys(words) == []
    assert find_placeholders(words) == []


@pytest.mark.parametrize(
    "address", [x for x in every_address() if x.language == "ru"], ids=str
)
def test_russian_page_is_translated(address: Address, look: Look) -> None:
    assert find_untranslated(look(address).words) == []


@everywhere
def test_illustrative_data_carry_their_mark(address: Address, look: Look) -> None:
    sight = look(address)
    if address.scope == "programme":
        assert ILLUSTRATIVE_MARK not in sight.words
    if address.page in ILLUSTRATED[address.scope]:
        assert ILLUSTRATIVE_MARK in sight.words
        assert [x for x in sight.figures if ILLUSTRATIVE_MARK not in x] == []

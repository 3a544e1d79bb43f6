import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from warehouse import wording
from warehouse.wording import (
    LANGUAGES,
    LOCALE_DIR,
    choose_language,
    say,
    say_code,
    say_count,
    use_language,
)

_PACKAGE = Path(wording.__file__).parent
_CALL = re.compile(r"\bsay(?:_count)?\(\s*\"([a-z_.]+)\"")
_FAMILY = re.compile(
    r"\bsay(?:_count)?\(\s*f\"([a-z_]+)\.\{|say_code\(\s*['\"]([a-z_]+)"
)
_PLACE = re.compile(r"\{(\w+)\}")


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    use_language("en")


def _read(language):
    found = {}
    for path in sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages = [m for m in read_po(file, locale=language) if m.id]
        keys = {m.id if isinstance(m.id, str) else m.id[0]: m for m in messages}
        assert not keys.keys() & found.keys()
        found |= keys
    return found


def _list_texts(message):
    forms = message.string
    return [forms] if isinstance(forms, str) else list(forms)


def test_both_languages_have_the_same_keys_all_with_words():
    english, russian = (_read(language) for language in LANGUAGES)
    assert english.keys() == russian.keys()
    for catalogue in (english, russian):
        for key, message in catalogue.items():
            assert all(_list_texts(message)), key


def test_both_languages_fill_in_the_same_values():
    english, russian = (_read(language) for language in LANGUAGES)
    for key, message in english.items():
        wanted = set(_PLACE.findall(" ".join(_list_texts(message))))
        for text in _list_texts(russian[key]):
            assert set(_PLACE.findall(text)) == wanted, key


def test_russian_words_are_russian():
    for key, message in _read("ru").items():
        for text in _list_texts(message):
            words = _PLACE.sub("", text)
            is_a_name = words.strip() in ("", "Python", "SHA-256")
            assert is_a_name or re.search(r"[А-яё]", words), key


def test_every_key_in_the_code_has_words_and_all_words_are_used():
    known = _read("en").keys()
    sources = [path.read_text("utf-8") for path in _PACKAGE.rglob("*.py")]
    called = {key for source in sources for key in _CALL.findall(source)}
    assert called - known == set()
    families = {
        name for source in sources for pair in _FAMILY.findall(source) for name in pair
    }
    unused = {
        key
        for key in known
        if key.split(".")[0] not in families
        and not any(f'"{key}"' in source for source in sources)
    }
    assert unused == set()


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "нарушено 1 правило."), (3, "нарушено 3 правила."), (5, "нарушено 5 правил.")],
)
def test_russian_plurals(count, words):
    use_language("ru")
    assert say_count("build.refused", count).endswith(words)


def test_an_unknown_code_is_shown_as_it_is():
    assert say_code("rule", "no_such_rule") == "no_such_rule"
    assert say_code("rule", "required") == say("rule.required")


@pytest.mark.parametrize(
    ("wish", "environment", "language"),
    [
        (None, {}, "en"),
        ("ru", {"WAREHOUSE_LANG": "en"}, "ru"),
        (None, {"WAREHOUSE_LANG": "ru", "LANG": "en_US.UTF-8"}, "ru"),
        (None, {"LANG": "ru_RU.UTF-8"}, "ru"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_nearest_wish(wish, environment, language):
    assert choose_language(wish, environment) == language

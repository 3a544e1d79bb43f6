"""The declarations hold together: both languages, keys, lists and landed types."""

import re
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from warehouse.registers import DATASETS
from warehouse.registers.code_words import load_category_words, load_code_words
from warehouse.registers.columns import notes_of
from warehouse.registers.documentation import PAGE, compose_documentation
from warehouse.registers.headers import fold_header, list_labels, map_headers
from warehouse.registers.identifiers import DIRECT_IDENTIFIERS
from warehouse.settings import Settings, WrongSettingsError, load_settings

PROJECT = Path(__file__).parents[2] / "dbt_project"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# Examples that read the same in both languages: codes, ids and names of forms.
WORDLESS = re.compile(r"[a-z]+[-_a-z0-9]*|[A-Z]{2}|\d{8}T\d{6}Z-\d+")


def read_examples(dataset):
    """The example row as a frame of the declared types."""
    columns = dataset.columns
    row = {name: notes_of(column).example or None for name, column in columns.items()}
    frame = pl.DataFrame(row, schema=dict.fromkeys(row, pl.String))
    return frame.with_columns(
        read_example(pl.col(name), column.dtype) for name, column in columns.items()
    )


def read_example(value, dtype):
    if dtype == pl.Boolean:
        return value == "true"
    return value.str.to_date("%Y-%m-%d") if dtype == pl.Date else value.cast(dtype)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda item: item.name)
class TestDeclaration:
    def test_every_column_has_a_header_of_its_own_in_both_languages(self, dataset):
        notes = [notes_of(column) for column in dataset.columns.values()]
        for headers in ([n.header_en for n in notes], [n.header_ru for n in notes]):
            assert len({header.casefold() for header in headers}) == len(headers)
        assert all(re.search("[а-яё]", n.header_ru, re.IGNORECASE) for n in notes)
        assert not any(re.search("[а-яё]", n.header_en, re.IGNORECASE) for n in notes)

    def test_no_header_or_synonym_means_two_columns(self, dataset):
        labels = [
            fold_header(label)
            for name, column in dataset.columns.items()
            for label in {
                fold_header(label) for label in list_labels(name, notes_of(column))
            }
        ]
        assert [label for label, n in Counter(labels).items() if n > 1] == []
        assert len(map_headers(dataset)) == len(labels)

    def test_every_column_has_synonyms_in_both_languages_none_twice(self, dataset):
        for name, column in dataset.columns.items():
            synonyms = notes_of(column).synonyms
            assert any(CYRILLIC.search(label) for label in synonyms), name
            assert not all(CYRILLIC.search(label) for label in synonyms), name
            folded = [fold_header(x) for x in list_labels(name, notes_of(column))]
            twice = {label for label in folded[1:] if folded[1:].count(label) > 1}
            assert not twice, name

    def test_a_note_in_one_language_has_its_counterpart(self, dataset):
        for column in dataset.columns.values():
            notes = notes_of(column)
            assert bool(notes.note_en) == bool(notes.note_ru)
            assert not CYRILLIC.search(notes.note_en)
            assert not notes.note_ru or CYRILLIC.search(notes.note_ru)

    def test_what_a_row_is_stands_in_both_languages(self, dataset):
        assert dataset.row_en.startswith("One row per ")
        assert dataset.row_ru.startswith("Одна строка – ")

    def test_the_example_row_is_whole_and_would_be_accepted(self, dataset):
        frame = read_examples(dataset)
        assert frame.null_count().sum_horizontal().item() == 0
        checked = frame.with_columns(source_row=pl.lit(1, pl.Int64))
        assert dataset.schema.validate(checked).height == 1

    def test_examples_in_words_have_their_russian_counterpart(self, dataset):
        for name, column in dataset.columns.items():
            notes = notes_of(column)
            is_words = column.dtype == pl.String and not WORDLESS.fullmatch(
                notes.example
            )
            # What is asked for in English stays English in the Russian template.
            is_english = name.endswith("_en")
            assert bool(notes.example_ru) == (is_words and not is_english), name
            assert not CYRILLIC.search(notes.example), name

    def test_the_natural_key_is_never_empty(self, dataset):
        declared = dataset.columns
        for name in dataset.natural_key:
            assert not declared[name].nullable
        assert not dataset.natural_key or {"scope", "publisher"} & set(
            dataset.natural_key
        )

    def test_a_landed_row_says_where_it_comes_from(self, dataset):
        landed = list(dataset.landed_types)
        origin = ["provenance", "load_id", "source_file", "source_row"]
        origin.append("source_column")
        assert landed == [*dataset.columns, *origin]

    def test_names_are_in_snake_case(self, dataset):
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in dataset.columns)

    def test_every_list_of_codes_is_the_seeds_list(self, dataset):
        words = load_code_words(PROJECT, PROJECT / "programmes" / "mpp")
        for name, column in dataset.columns.items():
            notes = notes_of(column)
            assert not notes.codes or notes.dimension, name
            if notes.dimension:
                listed = set(words[notes.dimension]) - {"not_reported"}
                assert listed == set(notes.codes or listed), name

    def test_no_column_is_headed_like_a_direct_identifier(self, dataset):
        personal = {
            fold_header(label)
            for identifier in DIRECT_IDENTIFIERS.values()
            for label in identifier.headers
        }
        assert map_headers(dataset).keys() & personal == set()


class TestDirectIdentifiers:
    def test_every_kind_has_headers_in_both_languages_none_means_two(self):
        labels = []
        for identifier in DIRECT_IDENTIFIERS.values():
            assert any(CYRILLIC.search(label) for label in identifier.headers)
            assert not all(CYRILLIC.search(label) for label in identifier.headers)
            labels += [fold_header(label) for label in identifier.headers]
        assert len(set(labels)) == len(labels)

    def test_a_bare_name_is_what_registers_call_things(self):
        known = {
            fold_header(label)
            for identifier in DIRECT_IDENTIFIERS.values()
            for label in identifier.headers
        }
        assert "name" not in known
        assert {"фио", "e-mail", "телефон", "participant name"} <= known


def test_the_same_thing_is_called_the_same_in_every_example():
    seen = {}
    for dataset in DATASETS.values():
        for name, column in dataset.columns.items():
            if notes_of(column).refers_to:
                seen.setdefault(name, set()).add(notes_of(column).example)
    assert {name: len(examples) for name, examples in seen.items()} == dict.fromkeys(
        seen, 1
    )
    examples = {
        name: read_examples(dataset).row(0, named=True)
        for name, dataset in DATASETS.items()
    }
    assert examples["attendance"]["event_id"] == examples["training_events"]["event_id"]
    assert (
        examples["attendance"]["municipality"]
        == examples["municipalities"]["municipality_id"]
    )
    categories = load_category_words(Settings(project_dir=PROJECT).programme_dir)
    assert examples["attendance"]["category"] in categories


def test_words_of_a_code_come_in_both_languages():
    words = load_code_words(PROJECT, PROJECT / "programmes" / "mpp")
    assert words["sex"]["female"] == ("Women", "Женщины")
    assert words["grain"]["fiscal_year"] == ("US fiscal year", "Финансовый год США")
    assert all(all(pair) for codes in words.values() for pair in codes.values())


@pytest.mark.parametrize(
    ("label", "folded"),
    [
        ("  Код   партнёрства ", "код партнерства"),
        ("start_date", "start date"),
        ("START\nDATE", "start date"),
    ],
)
def test_folding_drops_what_people_do_not_see(label, folded):
    assert fold_header(label) == folded


def test_the_page_of_registers_is_what_the_declarations_give():
    assert PAGE.read_text("utf-8") == compose_documentation(), (
        "Write docs/registers.md anew: python -c 'from warehouse.registers."
        "documentation import write_documentation; write_documentation()'"
    )


def test_scope_defaults_to_the_programme():
    assert all(
        notes_of(dataset.columns["scope"]).default == "programme"
        and "scope" not in dataset.required_columns
        for dataset in DATASETS.values()
    )


class TestSettings:
    def test_defaults_are_sound(self, monkeypatch):
        monkeypatch.delenv("WAREHOUSE_PROGRAMME", raising=False)
        assert load_settings().keep_releases == 10

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("THREADS", "0"),
            ("KEEP_RELEASES", "many"),
            ("MEMORY_LIMIT", "4 buckets"),
            ("EDITION", "draft"),
            ("PROGRAMME", "../etc"),
        ],
    )
    def test_a_wrong_setting_is_named(self, monkeypatch, name, value):
        monkeypatch.setenv(f"WAREHOUSE_{name}", value)
        with pytest.raises(WrongSettingsError, match=f"WAREHOUSE_{name}") as caught:
            load_settings()
        assert len(caught.value.problems) == 1

    def test_all_wrong_settings_are_named_at_once(self, monkeypatch):
        monkeypatch.setenv("WAREHOUSE_THREADS", "none")
        monkeypatch.setenv("WAREHOUSE_EDITION", "draft")
        with pytest.raises(WrongSettingsError) as caught:
            load_settings()
        assert len(caught.value.problems) == 2

    def test_a_programme_without_folder_is_refused(self, monkeypatch):
        monkeypatch.setenv("WAREHOUSE_PROGRAMME", "nowhere")
        with pytest.raises(WrongSettingsError, match="WAREHOUSE_PROGRAMME"):
            load_settings()

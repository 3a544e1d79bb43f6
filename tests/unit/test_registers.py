"""The declarations hold together: both languages, keys, lists and landed types."""

import re
from pathlib import Path

import polars as pl
import pytest

from warehouse.registers import DATASETS
from warehouse.registers.columns import notes_of
from warehouse.settings import WrongSettingsError, load_settings

MEMBERS = Path(__file__).parents[2] / "dbt_project" / "seeds" / "members.csv"

# Column of a register, and the dimension of the seed `members` that explains its codes.
LISTS = {
    ("training_events", "status"): "event_status",
    ("training_events", "method"): "method",
    ("attendance", "sex"): "sex",
    ("attendance", "organisation_type"): "organisation_type",
    ("organisations", "organisation_type"): "organisation_type",
    ("evaluations", "question"): "question",
    ("city_projects", "kind"): "project_kind",
    ("city_projects", "status"): "project_status",
    ("best_practices", "stage"): "best_practice_stage",
    ("partnerships", "stage"): "partnership_stage",
    ("deviations", "action_state"): "action_state",
    ("results", "level"): "result_level",
}
# Contracts of their own, not members of a dimension.
UNLISTED = {"scope", "grain"}


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda item: item.name)
class TestDeclaration:
    def test_every_column_has_a_header_of_its_own_in_both_languages(self, dataset):
        notes = [notes_of(column) for column in dataset.columns.values()]
        for headers in ([n.header_en for n in notes], [n.header_ru for n in notes]):
            assert len({header.casefold() for header in headers}) == len(headers)
        assert all(re.search("[а-яё]", n.header_ru, re.IGNORECASE) for n in notes)
        assert not any(re.search("[а-яё]", n.header_en, re.IGNORECASE) for n in notes)

    def test_a_note_in_one_language_has_its_counterpart(self, dataset):
        for column in dataset.columns.values():
            notes = notes_of(column)
            assert bool(notes.note_en) == bool(notes.note_ru)

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
        assert landed == [*dataset.columns, *origin]

    def test_names_are_in_snake_case(self, dataset):
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in dataset.columns)

    def test_every_list_of_codes_is_the_seeds_list(self, dataset):
        members = pl.read_csv(MEMBERS, infer_schema=False)
        for name, column in dataset.columns.items():
            codes = set(notes_of(column).codes)
            if not codes or name in UNLISTED:
                continue
            dimension = LISTS[dataset.name, name]
            rows = members.filter(pl.col("dimension") == dimension)
            assert codes | {"not_reported"} == set(rows["member"]) | {"not_reported"}


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

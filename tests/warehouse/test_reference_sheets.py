"""Every indicator's sheet is whole, in both languages, and claims nothing unknown."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from warehouse.metric_definitions import MetricDefinition, read_definitions
from warehouse.metric_sheet import LANGUAGES, NOT_PUBLISHED, PIRS_FIELDS
from warehouse.settings import Settings

MEMBERS = Path(__file__).parents[2] / "dbt_project" / "seeds" / "members.csv"

KEYS = [
    "code",
    "sort_order",
    "result",
    "names",
    "definition",
    "counting_rule",
    "unit",
    "data_type",
    "type",
    "direction",
    "percent_met",
    "target_key",
    "rollup",
    "deviation",
    "suppression_class",
    "people",
    "scopes",
    "dataset",
    "grains",
    "dimensions",
    "pairs",
    "is_count",
    "needs_identity",
    "n_metric",
    "provenance_metric",
    "pirs",
    "pirs_by_scope",
]
"""What a block may hold, in the order in which it reads."""

OPTIONAL = {
    "result",
    "deviation",
    "dimensions",
    "pairs",
    "needs_identity",
    "n_metric",
    "people",
    "pirs_by_scope",
}

CODES_BY_RESULT = {
    "new_models": [f"1.{number}" for number in range(1, 7)],
    "local_competence": [f"2.{number}" for number in range(1, 14)],
    "good_practice": [f"3.{number}" for number in range(1, 4)],
    "cooperation": [f"4.{number}" for number in range(1, 4)],
    "citizens": [f"5.{number}" for number in range(1, 4)],
}
"""The results framework that the metrics were written for."""

CONTEXT_CODES = {"C1", "C2"}

ONLY_THE_PROGRAMME_KNOWS = (
    "performance_plan",
    "rationale",
    "frequency",
    "responsible",
    "baseline_timeframe",
    "target_rationale",
)
"""Nothing of these was published, and nobody else may fill them in."""

WORDS_TO_AVOID = (
    r"индикатор|дашборд|таргет|релиз|\bбриф|посещаемост|базов\w+ значени|"
    r"актуальн|дезагрегац"
)
"""What the project's glossary replaces."""


@cache
def list_sheets() -> list[MetricDefinition]:
    """All metrics with a sheet of their own."""
    return [d for d in read_definitions(Settings()) if d.reports_as == d.name]


def list_texts() -> list[tuple[str, str, str, str]]:
    """Metric, key, language and text of every sentence and label of all sheets."""
    found = []
    for sheet in list_sheets():
        keys = ("names", "definition", "counting_rule", "unit")
        values = {key: sheet.meta[key] for key in keys}
        values |= {f"pirs.{key}": text for key, text in sheet.meta["pirs"].items()}
        for scope, fields in sheet.meta.get("pirs_by_scope", {}).items():
            values |= {f"{scope}.{key}": text for key, text in fields.items()}
        found += [
            (sheet.name, key, language, str(value[language]))
            for key, value in values.items()
            if value != NOT_PUBLISHED
            for language in LANGUAGES
        ]
    return found


def fill_sheet(sheet: MetricDefinition, scope: str) -> dict:
    """The sheet's fields as a reader of the scope sees them."""
    return sheet.meta["pirs"] | sheet.meta.get("pirs_by_scope", {}).get(scope, {})


def test_every_block_has_its_keys_in_the_same_order():
    wrong = {}
    for sheet in list_sheets():
        keys = list(sheet.meta)
        wanted = [key for key in KEYS if key in keys or key not in OPTIONAL]
        if keys != wanted or list(sheet.meta["pirs"]) != list(PIRS_FIELDS):
            wrong[sheet.name] = keys
    assert wrong == {}


def test_no_sheet_is_written_for_a_scope_without_the_figure():
    wrong = [
        (sheet.name, scope)
        for sheet in list_sheets()
        for scope in sheet.meta.get("pirs_by_scope", {})
        if scope not in sheet.meta["scopes"]
    ]
    assert wrong == []


def test_every_text_is_in_its_language():
    wrong = [
        (metric, key, language, text)
        for metric, key, language, text in list_texts()
        if not text.strip()
        or bool(re.search("[а-яё]", text, re.I)) != (language == "ru")
    ]
    assert wrong == []


def test_sentences_end_and_labels_do_not():
    labels = ("names", "unit", ".responsible")
    wrong = [
        (metric, key, text)
        for metric, key, _, text in list_texts()
        if text.removesuffix("чел.").endswith(".") == key.endswith(labels)
    ]
    assert wrong == []


def test_texts_that_programmes_share_hold_no_date_of_one_of_them():
    settings = Settings()
    own = {d.name for d in list_sheets() if settings.programme_dir in d.file.parents}
    wrong = [
        (metric, key, text)
        for metric, key, _, text in list_texts()
        if metric not in own and re.search(r"\b(19|20)\d\d\b", text)
    ]
    assert wrong == []


def test_russian_keeps_to_the_glossary():
    wrong = [
        (metric, key, text)
        for metric, key, language, text in list_texts()
        if language == "ru" and re.search(WORDS_TO_AVOID, text, re.I)
    ]
    assert wrong == []


def test_whoever_is_responsible_is_a_role_of_the_list():
    with MEMBERS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["dimension"] == "owner_role"]
    roles = [{"en": row["name_en"], "ru": row["name_ru"]} for row in rows]
    wrong = [
        (sheet.name, scope)
        for sheet in list_sheets()
        for scope in sheet.meta["scopes"]
        if fill_sheet(sheet, scope)["responsible"] not in [NOT_PUBLISHED, *roles]
    ]
    assert wrong == []


def test_nothing_is_invented_for_a_real_programme():
    wrong = [
        (sheet.name, scope, key)
        for sheet in list_sheets()
        for scope in sheet.meta["scopes"]
        for key in ONLY_THE_PROGRAMME_KNOWS
        if scope != "example" and sheet.meta["type"] != "context"
        if fill_sheet(sheet, scope)[key] != NOT_PUBLISHED
    ]
    assert wrong == []


def test_the_invented_programme_s_sheets_are_whole():
    wrong = [
        (sheet.name, key)
        for sheet in list_sheets()
        if "example" in sheet.meta["scopes"]
        for key, value in fill_sheet(sheet, "example").items()
        if value == NOT_PUBLISHED
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "result"),
    [(code, result) for result, codes in CODES_BY_RESULT.items() for code in codes],
)
def test_every_code_of_the_results_framework_has_its_main_indicator(code, result):
    same_code = [sheet.meta for sheet in list_sheets() if sheet.meta["code"] == code]
    assert {meta["result"] for meta in same_code if "result" in meta} == {result}


def test_no_metric_has_a_code_outside_the_results_framework():
    known = CONTEXT_CODES.union(*CODES_BY_RESULT.values())
    assert {sheet.meta["code"] for sheet in list_sheets()} == known


def test_only_main_indicators_take_targets():
    wrong = [
        sheet.name
        for sheet in list_sheets()
        if ("result" in sheet.meta) != (sheet.meta["target_key"] != "none")
        or ("result" not in sheet.meta and sheet.meta["percent_met"] != "none")
    ]
    assert wrong == []


def test_a_target_is_meant_for_one_metric():
    keys = [sheet.meta["target_key"] for sheet in list_sheets()]
    named = [key for key in keys if key != "none"]
    assert len(named) == len(set(named))


def test_context_figures_are_not_judged():
    wrong = [
        sheet.name
        for sheet in list_sheets()
        if (sheet.meta["type"] == "context") != (sheet.meta["code"] in CONTEXT_CODES)
        or (sheet.meta["type"] == "context" and sheet.meta["direction"] != "none")
    ]
    assert wrong == []


def test_what_has_no_better_direction_has_no_percent_met():
    wrong = [
        sheet.name
        for sheet in list_sheets()
        if "result" in sheet.meta
        if (sheet.meta["direction"] == "none") != (sheet.meta["percent_met"] == "none")
    ]
    assert wrong == []


def test_shares_deviate_by_points_and_are_never_added():
    wrong = [
        sheet.name
        for sheet in list_sheets()
        if sheet.meta["data_type"] == "share"
        if sheet.meta.get("deviation", {}).get("in") != "points"
        or set(sheet.meta["rollup"].values()) - {"recomputed", "none"}
    ]
    assert wrong == []


def test_members_that_add_up_are_said_to_and_the_others_not():
    """A metric without dimensions says nothing of its members."""
    wrong = [
        sheet.name
        for sheet in list_sheets()
        if bool(sheet.dimensions) == (sheet.meta["rollup"]["disaggregates"] == "none")
    ]
    assert wrong == []

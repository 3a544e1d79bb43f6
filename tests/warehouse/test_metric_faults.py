"""Whatever is wrong with a block is named by its line and a rule, and never a crash."""

import pytest

from tests.warehouse.metric_project import (
    METRIC,
    MODEL,
    read_metric,
    write_project,
)
from warehouse.commands.failures import describe_failure
from warehouse.metric_definitions import FaultyMetricsError, read_definitions
from warehouse.wording import LANGUAGES, speaking

SECOND = METRIC.replace("metrics:\n", "").replace("name: trainings\n", "name: other\n")
COMPANION = """\
  - name: trainings_by_year
    label: Trainings a year
    type: simple
    type_params: {measure: training_count}
    config:
      meta:
        reports_as: trainings
        grains: [year]
        provenance_metric: training_provenance
"""

CLASS = "suppression_class: things"


def share(said: str) -> str:
    """The class of a metric on people that says this of them."""
    return f"suppression_class: people\n        people:\n          {said}"


# What is written instead of what, the code of the fault, and the words on its line.
SPOILED = [
    ('code: "2.1"', "code: 2.1", "not_text", "code: 2.1"),
    ('code: "2.1"', "code:", "key_empty", "code:"),
    ('code: "2.1"\n', "\n", "key_missing", "meta:"),
    ("sort_order: 210", "sort_order: first", "not_whole", "sort_order"),
    (
        "names: {en: Trainings, ru: Тренинги}",
        "names: Trainings",
        "text_incomplete",
        "names",
    ),
    ("ru: Тренинги.}", "ru: ' '}", "text_incomplete", "definition"),
    ("en: trainings, ", "", "key_missing", "unit:"),
    ("data_type: integer", "data_type: number", "unknown_code", "data_type"),
    ("direction: increase", "direction: [increase]", "unknown_code", "direction"),
    ("direction: increase", "direction: decrease", "falling_of_target", "percent_met"),
    ("type: output", "type: context", "context_judged", "percent_met"),
    ("time: sum, ", "", "key_missing", "rollup"),
    ("time: sum", "time: last", "unknown_code", "rollup"),
    (
        "rollup: {time: sum, place: sum, disaggregates: sum}",
        "rollup: sum",
        "not_mapping",
        "rollup",
    ),
    ("threshold: 5", "threshold: five", "not_number", "deviation"),
    ("threshold: 5", "threshold: -5", "not_number", "deviation"),
    ("threshold: 5", "threshold: .nan", "not_number", "deviation"),
    ("in: points", "in: miles", "unknown_code", "deviation"),
    ("scopes: [programme, example]", "scopes: [everywhere]", "unknown_code", "scopes"),
    ("scopes: [programme, example]", "scopes: example", "not_list", "scopes"),
    ("dataset: training_events", "dataset: trainings", "unknown_code", "dataset"),
    ("grains: [month, programme]", "grains: month", "not_list", "grains"),
    ("grains: [month, programme]", "grains: [week]", "unknown_grain", "grains"),
    ("grains: [month, programme]", "grains: [month, month]", "repeated", "grains"),
    ("grains: [month, programme]", "grains: []", "key_empty", "grains"),
    ("grains: [month, programme]", "grain: [month]", "unknown_key", "grain:"),
    ("dimensions: [place, scope]", "dimensions:", "key_empty", "dimensions"),
    (
        "dimensions: [place, scope]",
        "dimensions: [colour]",
        "unknown_dimension",
        "dimensions",
    ),
    ("pairs: [[place, scope]]", "pairs: [[place, scope, place]]", "not_pair", "pairs"),
    ("pairs: [[place, scope]]", "pairs: [place]", "not_list", "pairs"),
    ("pairs: [[place, scope]]", "pairs: [[place, colour]]", "pair_undeclared", "pairs"),
    (
        "pairs: [[place, scope]]",
        f"pairs: [{'[place, scope],' * 5}]",
        "too_many_pairs",
        "pairs",
    ),
    ("is_count: true", "is_count: yep", "not_truth", "is_count"),
    ("n_metric: trainings", "n_metric:", "key_empty", "n_metric"),
    ("n_metric: trainings", "n_metric: nobody", "unknown_metric", "n_metric"),
    (
        "_metric: training_provenance",
        "_metric: paper_provenance",
        "other_model",
        "provenance",
    ),
    (CLASS, "suppression_class: people", "people_unsaid", "suppression_class"),
    (CLASS, share("value: {same_as: nobody}"), "unknown_count", "value"),
    (CLASS, share("value: {among: trainings}"), "unknown_count", "value"),
    (CLASS, share("value: {rests_on: nobody}"), "unknown_count", "value"),
    (CLASS, share("value: {where: {colour: red}}"), "unknown_split", "value"),
    (CLASS, share("value: {unless: {colour: red}}"), "unknown_split", "value"),
    (CLASS, share("numerator: {}"), "role_unfit", "numerator"),
    (CLASS, share("values: {}"), "unknown_code", "people:"),
    (CLASS, share("value: {among: [trainings]}"), "not_text", "value"),
    (CLASS, share("value: {amongst: trainings}"), "unknown_key", "value"),
    ("method: not_published", "method: unknown", "field_empty", "method"),
    ("method: not_published\n", "\n", "field_empty", "pirs:"),
    ("method: not_published", "metod: not_published", "unknown_key", "metod"),
    (
        "pirs_by_scope:\n          example:",
        "pirs_by_scope:\n          nowhere:",
        "unknown_code",
        "pirs_by",
    ),
    ("            notes: {", "            noted: {", "unknown_code", "example:"),
    ("meta:", "meta: all\n      metal:", "not_mapping_here", "meta: all"),
    ("name: trainings\n", "name: Our trainings\n", "bad_name", "name: Our"),
    ("    label: Trainings\n", "", "word_missing", "name: trainings"),
    ("type: simple", "type: derived", "unknown_type", "type: derived"),
    ("name: training_count", "name: dog_count", "unknown_measure", "measure"),
    ("measure:", "measured:", "measure_missing", "type_params"),
    ("type: simple", "type: ratio", "parts_missing", "type_params"),
    (
        "is_count: true",
        "is_count: true\n        is_count: true",
        "repeated_key",
        "is_count",
    ),
    (
        "  - name: trainings\n",
        "  - trainings\n  - name: trainings\n",
        "not_entries",
        "- trainings",
    ),
    ("metrics:\n  - name", "metrics:\n    name", "not_entries", "metrics:"),
    ("sort_order: 210", "sort_order: 2009-02-30", "unreadable", "metrics:"),
    ("sort_order: 210", "sort_order: [210", "unreadable", None),
]


def spoil(before, after):
    assert METRIC.count(before) == 1, METRIC.count(before)
    return METRIC.replace(before, after)


def find(folder, metric):
    """The faults as code and words of the line, with their messages looked at."""
    with pytest.raises(FaultyMetricsError) as caught:
        read_metric(folder, metric)
    require_words(caught.value)
    lines = metric.splitlines()
    return [(fault.code, lines[fault.line - 1]) for fault in caught.value.faults]


def require_words(error):
    """Every fault has words of its own in both languages, with nothing left to fill."""
    for language in LANGUAGES:
        with speaking(language):
            message = describe_failure(error).data["error"]["message"]
        assert "metric_fault." not in message


def test_the_block_that_is_spoiled_is_sound(tmp_path):
    (definition,) = read_metric(tmp_path)
    assert definition.name == "trainings"
    read_metric(tmp_path, METRIC + COMPANION)


PEOPLE = METRIC.replace(CLASS, "suppression_class: people\n        people: none")
OTHER = (
    PEOPLE.replace("metrics:\n", "")
    .replace("name: trainings\n", "name: other\n")
    .replace("label: Trainings", "label: Others")
    .replace("target_key: trainings", "target_key: other")
    .replace("sort_order: 210", "sort_order: 211")
    .replace('code: "2.1"', 'code: "2.2"')
)
SHARED = "people: {value: {among: trainings, unless: {place: not_reported}}}"


def test_what_is_said_of_people_has_to_be_there(tmp_path):
    """A count of another metric, split by a dimension of that one."""
    read_metric(tmp_path, PEOPLE + OTHER.replace("people: none", SHARED))
    for before, after, code in (
        ("among: trainings", "among: training", "unknown_count"),
        ("place: not_reported", "plaice: not_reported", "unknown_split"),
    ):
        spoiled = SHARED.replace(before, after)
        found = find(tmp_path, PEOPLE + OTHER.replace("people: none", spoiled))
        assert found == [(code, f"        {spoiled}")]


def test_a_count_under_anothers_name_has_no_name_of_its_own(tmp_path):
    """Whoever names it would be tied to nothing."""
    same = PEOPLE.replace("people: none", "people: {value: {same_as: other}}")
    among = OTHER.replace("people: none", "people: {value: {among: trainings}}")
    found = find(tmp_path, same + among)
    assert [code for code, _ in found] == ["unknown_count"]


@pytest.mark.parametrize(("before", "after", "code", "words"), SPOILED)
def test_a_spoiled_block_is_named_by_line_and_rule(
    tmp_path, before, after, code, words
):
    found = find(tmp_path, spoil(before, after))
    assert any(code == c and (words is None or words in w) for c, w in found), found


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (SECOND, "target_taken", "target_key"),
        (SECOND, "label_taken", "label"),
        (SECOND, "place_taken", "sort_order"),
        (METRIC.replace("metrics:\n", ""), "name_taken", "- name: trainings"),
        (COMPANION.replace("[year]", "[month]"), "grain_taken", "grains: [month]"),
        (
            COMPANION.replace("as: trainings", "as: nobody"),
            "unknown_metric",
            "reports_as",
        ),
        (
            COMPANION.replace("as: trainings", "as: training_provenance"),
            "no_main_metric",
            "reports_as",
        ),
        (
            COMPANION + "        is_count: true\n",
            "unknown_key",
            "is_count",
        ),
        (
            "  - name: rate\n    label: Rate\n    type: ratio\n    type_params:\n"
            "      numerator: trainings\n      denominator: paper_provenance\n",
            "two_models",
            "type_params",
        ),
    ],
)
def test_blocks_that_do_not_go_together_are_named(tmp_path, more, code, words):
    found = find(tmp_path, METRIC + more)
    assert any(code == c and words in w for c, w in found), found


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ("{kind: paper}", "evidence_missing"),
        ("{kind: paper, key: 7}", "evidence_missing"),
        ("paper", "evidence_missing"),
        ("{kind: paper, key: paper_id, keys: all}", "evidence_unknown_key"),
    ],
)
def test_a_semantic_model_says_of_which_things_its_rows_are(tmp_path, evidence, code):
    whole = MODEL.replace("{kind: paper, key: paper_id}", evidence)
    with pytest.raises(FaultyMetricsError) as caught:
        read_definitions(write_project(tmp_path, METRIC, whole))
    require_words(caught.value)
    (fault,) = {f.line: f for f in caught.value.faults}.values()
    assert fault.code == code
    assert "evidence: " in whole.splitlines()[fault.line - 1]


def test_a_ratio_of_itself_is_no_endless_search(tmp_path):
    own = spoil("type: simple", "type: ratio").replace(
        "      measure:\n        name: training_count\n        fill_nulls_with: 0\n",
        "      numerator: trainings\n      denominator: trainings\n",
    )
    assert ("numerator_unfilled", "      numerator: trainings") in find(tmp_path, own)


def test_a_file_of_other_letters_is_named(tmp_path):
    project = write_project(tmp_path)
    file = tmp_path / "models" / "metric.yml"
    file.write_bytes(METRIC.encode("utf-16"))
    with pytest.raises(FaultyMetricsError) as caught:
        read_definitions(project)
    (fault,) = caught.value.faults
    assert (fault.code, fault.file) == ("not_utf8", file)
    require_words(caught.value)

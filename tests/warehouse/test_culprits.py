from types import SimpleNamespace

import duckdb
import pytest

from warehouse.culprits import explain
from warehouse.settings import Settings
from warehouse.transform import NodeOutcome

_TEST = "test.project.unique_id"


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "things.csv").write_text(
        "id,name,size,is_new,scope\n"
        'a,"two,\nlines",1,true,example\n'
        "b,second,216,false,example\n"
        "b,third,3,,example\n",
        "utf-8",
    )
    return Settings(dir=tmp_path, project_dir=tmp_path)


@pytest.fixture
def build_file(tmp_path):
    path = tmp_path / "internal.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table nothing (id int)")
    return path


def _node(parents, **values):
    return SimpleNamespace(
        name="rule", description=" why\n it ", depends_on=parents, **values
    )


def _manifest(column="id"):
    seed = SimpleNamespace(
        name="things",
        original_file_path="seeds/things.csv",
        depends_on=SimpleNamespace(macros=[]),
    )
    model = _node(
        SimpleNamespace(nodes=["seed.project.things"]), schema="marts", alias="thing"
    )
    test = _node(SimpleNamespace(nodes=["model.project.thing"]), column_name=column)
    nodes = {
        "seed.project.things": seed,
        "model.project.thing": model,
        _TEST: test,
    }
    return SimpleNamespace(nodes=nodes, unit_tests={})


def _explain(sql, settings, build_file, status="fail", column="id"):
    node = NodeOutcome(_TEST, "rule", status, "Got 2 results", 2, sql)
    return explain([node], _manifest(column), build_file, settings)


def test_a_failing_key_is_traced_to_its_seed_rows(settings, build_file):
    sql = "select 'b' as unique_field, 2 as n_records"
    (refusal,) = _explain(sql, settings, build_file)
    assert refusal.description == "why it"
    assert refusal.files == ("seeds/things.csv",)
    assert refusal.culprits == ({"id": "b", "n_records": "2"},)
    assert [(row.file, row.row) for row in refusal.seed_rows] == [
        ("seeds/things.csv", 2),
        ("seeds/things.csv", 3),
    ]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("select 'b' as id, 216.0 as size, 'x' as other", [2]),
        ("select 'b' as id, false as is_new", [2]),
        ("select 'b' as id, null as is_new", [3]),
        ("select 'zzz' as id", []),
        ("select null as id", []),
        ("select 1 as other", []),
        ("select 'example' as scope", []),
        ("select 'x' as thing_id, 'example' as scope", []),
    ],
)
@pytest.mark.parametrize("column", ["id", None])
def test_a_row_is_behind_a_culprit_when_all_they_share_is_equal(
    settings, build_file, sql, rows, column
):
    (refusal,) = _explain(sql, settings, build_file, column=column)
    assert [row.row for row in refusal.seed_rows] == rows


def test_at_most_twenty_culprits_are_named(settings, build_file):
    sql = "select range::text as id from range(100)"
    (refusal,) = _explain(sql, settings, build_file)
    assert len(refusal.culprits) == 20


@pytest.mark.parametrize("status", ["pass", "warn", "skipped", "success"])
def test_what_did_not_fail_is_not_explained(settings, build_file, status):
    assert _explain("select 1 as id", settings, build_file, status) == []


def test_a_rule_that_cannot_run_is_explained_without_rows(settings, build_file):
    (refusal,) = _explain("select * from missing", settings, build_file, "error")
    assert refusal.culprits == ()
    assert refusal.message == "Got 2 results"


def test_what_follows_from_a_known_row_is_told_after_it(settings, build_file):
    """A model that failed on what a rule with rows has found is not a cause."""
    manifest = _manifest()
    manifest.nodes["model.project.sum"] = _node(
        SimpleNamespace(nodes=["model.project.thing"]), schema="marts", alias="sum"
    )
    broken = NodeOutcome("model.project.sum", "sum", "error", "not null", 0, "")
    rule = NodeOutcome(_TEST, "rule", "fail", "Got 1 result", 1, "select 'a' as id")
    first, second = explain([broken, rule], manifest, build_file, settings)
    assert (first.kind, first.is_consequence) == ("test", False)
    assert (second.kind, second.is_consequence) == ("model", True)
    assert second.files == ("seeds/things.csv",)


def test_without_a_known_row_nothing_is_called_a_consequence(settings, build_file):
    manifest = _manifest()
    rule = NodeOutcome(_TEST, "rule", "fail", "Got 1 result", 1, "select 9 as id")
    [told] = explain([rule], manifest, build_file, settings)
    assert not told.is_consequence

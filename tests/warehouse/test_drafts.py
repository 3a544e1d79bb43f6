"""A draft has what the edits reach, anew, and everything else as it was."""

import json
import shutil
import signal
from datetime import date

import pytest

from tests.warehouse.drafting import SMALL_PROJECT, Desk, open_desk
from warehouse.build import Build
from warehouse.checksums import compute_checksum
from warehouse.culprits import BuildRefusedError
from warehouse.drafts import drafts_dir, find_draft
from warehouse.full_build import find_full_build
from warehouse.metric_queries import UncomputableMetricError
from warehouse.releases import find_damage, find_served, list_releases
from warehouse.transform import TransformError
from warehouse.workspace import BuildRunningError, hold_lock

COUNT = "      - name: scope_count\n        agg: count\n        expr: scope\n"
TWICE = "      - name: scope_count\n        agg: sum\n        expr: 2\n"
TEXT = "      - name: scope_count\n        agg: max\n        expr: scope\n"
VALUES = "select value from marts.mart_metric_value order by scope"
_KILLS = ("open /target/manifest.json", "open /target/run/", "os.rename /work/drafts/")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small project, built in full and served."""
    return open_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(built):
    """The same with nothing edited and no draft."""
    shutil.rmtree(built.settings.project_dir)
    shutil.copytree(SMALL_PROJECT, built.settings.project_dir)
    shutil.rmtree(drafts_dir(built.settings), ignore_errors=True)
    return built


def _multiply_by_ten(desk: Desk) -> None:
    mart = "models/mart_metric_value.sql"
    desk.replace(mart, "    value\n", "    value * 10 as value\n")


def test_without_edits_there_is_no_draft(desk):
    assert desk.draft() is None
    assert find_draft(desk.settings) is None


def test_an_edited_mart_is_built_and_nothing_else(desk):
    _multiply_by_ten(desk)
    draft = desk.draft()
    assert desk.ask(VALUES, draft) == [(10,)]
    before, after = map(desk.read_runs, (desk.full.target, draft.path))
    anew = {name for name in after if after[name] != before[name]}
    assert anew == {name for name in after if "mart_metric_value" in name} != set(after)
    assert (
        draft.info.tests.passed == find_served(desk.settings).release.info.tests.passed
    )
    assert draft.info.base == desk.full.record.release.id


def test_what_is_served_does_not_move(desk):
    served = find_served(desk.settings).release
    releases = [release.id for release in list_releases(desk.settings)]
    _multiply_by_ten(desk)
    draft = desk.draft()
    assert find_served(desk.settings).release == served
    assert find_damage(served) == []
    assert [release.id for release in list_releases(desk.settings)] == releases
    assert desk.ask(VALUES, served) == [(1,)]
    assert draft.info.predecessor.release == served.id


def test_an_edited_formula_is_computed_though_dbt_does_not_see_it(desk):
    desk.replace("models/models.yml", COUNT, TWICE)
    assert desk.ask(VALUES, desk.draft()) == [(2,)]


def test_an_edited_seed_reaches_the_metrics_that_stand_on_it(desk):
    seed = "programmes/mpp/seeds/scopes.csv"
    text = (desk.settings.project_dir / seed).read_text()
    desk.replace(seed, text, text + "added,2010-06-30\n")
    draft = desk.draft()
    assert desk.ask(VALUES, draft) == [(1,), (1,)]
    assert draft.info.as_of["added"] == date(2010, 6, 30)
    assert draft.info.row_counts["dim_scope"] == 2


def test_an_edit_of_the_project_s_own_file_builds_everything(desk):
    variable = "vars:\n  as_of_date: '2011-01-01'\nmodels:\n"
    desk.replace("dbt_project.yml", "models:\n", variable)
    assert set(desk.draft().info.as_of.values()) == {date(2011, 1, 1)}


def test_a_removed_model_is_gone_from_the_draft(desk):
    (desk.settings.project_dir / "models" / "mart_metric_value.sql").unlink()
    text = (desk.settings.project_dir / "models" / "models.yml").read_text()
    start, end = (
        text.index("  - name: mart_metric_value"),
        text.index("semantic_models:"),
    )
    desk.replace("models/models.yml", text[start:end], "\n")
    assert "mart_metric_value" not in desk.draft().info.row_counts


def test_the_next_draft_starts_from_the_full_build_again(desk):
    _multiply_by_ten(desk)
    first = desk.draft()
    desk.replace("models/mart_metric_value.sql", "value * 10", "value * 100")
    second = desk.draft()
    assert desk.ask(VALUES, second) == [(100,)]
    assert find_draft(desk.settings).id == second.id != first.id
    desk.replace("models/mart_metric_value.sql", "value * 100 as value", "value")
    assert desk.draft() is None
    assert find_draft(desk.settings) is None


def test_an_edit_undone_by_an_older_copy_is_seen(desk):
    block = "models/models.yml"
    desk.replace(block, COUNT, TWICE)
    assert desk.draft()
    shutil.copy2(SMALL_PROJECT / block, desk.settings.project_dir / block)
    assert desk.draft() is None


def test_an_edit_of_a_large_seed_is_seen(desk):
    seed = desk.settings.project_dir / "programmes/mpp/seeds/large.csv"
    rows = [f"{number},{'x' * 60}" for number in range(20_000)]
    seed.write_text("\n".join(["number,words", *rows]))
    assert seed.stat().st_size > 2**20, "dbt compares the path from there on"
    Build(desk.settings, "reported").run()
    seed.write_text("\n".join(["number,words", *rows[:-1], "7,y"]))
    draft = desk.draft()
    assert draft
    assert [f.sha256 for f in draft.info.inputs if f.file.endswith("large.csv")] == [
        compute_checksum(seed).sha256
    ]
    seed.unlink()
    Build(desk.settings, "reported").run()


def test_words_of_a_test_are_an_edit(desk):
    column = "      - name: scope\n        data_tests: [unique, not_null]\n"
    described = column.replace(
        "[unique, not_null]", "[not_null, {unique: {description: Each once.}}]"
    )
    desk.replace("models/models.yml", column, described)
    tests = {test.name: test.description for test in desk.draft().info.tests.results}
    assert tests["unique_dim_scope_scope"] == "Each once."


def test_a_mart_that_moved_is_not_in_two_places(desk):
    mart = "models/mart_metric_value.sql"
    desk.replace(mart, "select\n", "{{ config(alias='elsewhere') }}\nselect\n")
    counts = desk.draft().info.row_counts
    assert {"elsewhere", "mart_metric_value"} & set(counts) == {"elsewhere"}


def test_a_model_that_is_part_of_another_can_be_drafted_and_built(desk):
    folder = desk.settings.project_dir / "models"
    text = "{{ config(materialized='ephemeral') }}\nselect 'a' as letter\n"
    (folder / "letters.sql").write_text(text)
    (folder / "dim_letter.sql").write_text("select * from {{ ref('letters') }}\n")
    assert desk.draft().info.row_counts["dim_letter"] == 1
    [release] = Build(desk.settings, "reported", is_published=False).run()
    assert release.info.row_counts["dim_letter"] == 1
    (folder / "letters.sql").unlink()
    (folder / "dim_letter.sql").unlink()
    Build(desk.settings, "reported", is_published=False).run()


def test_a_failing_test_is_named_and_the_draft_before_stays(desk):
    _multiply_by_ten(desk)
    draft = desk.draft()
    desk.replace(
        "models/mart_metric_value.sql",
        "    metric,\n",
        "    cast(null as text) as metric,\n",
    )
    with pytest.raises(BuildRefusedError) as caught:
        desk.draft()
    assert [r.rule for r in caught.value.refusals] == [
        "not_null_mart_metric_value_metric"
    ]
    assert find_draft(desk.settings).id == draft.id


def test_a_project_that_dbt_cannot_read_is_refused(desk):
    desk.replace("models/models.yml", "ref('dim_scope')", "ref('nowhere')")
    with pytest.raises(TransformError):
        desk.draft()
    assert not (desk.settings.work_dir / "build").exists()


def test_a_formula_that_gives_no_number_is_named(desk):
    desk.replace("models/models.yml", COUNT, TEXT)
    with pytest.raises(UncomputableMetricError, match="scopes_counted"):
        desk.draft()


def test_a_draft_gives_way_to_a_build(desk):
    _multiply_by_ten(desk)
    with hold_lock(desk.settings), pytest.raises(BuildRunningError):
        desk.draft()


def test_a_moved_warehouse_asks_for_a_full_build(desk, tmp_path):
    moved = desk.settings.model_copy(update={"dir": tmp_path / "moved"})
    shutil.copytree(desk.settings.dir, moved.dir)
    assert find_full_build(moved) is None
    assert find_full_build(desk.settings)


def test_a_damaged_copy_of_the_full_build_is_as_good_as_none(desk, tmp_path):
    record = desk.settings.work_dir / "full" / "full.json"
    text = record.read_text()
    try:
        record.write_text(text[:100])
        assert find_full_build(desk.settings) is None
    finally:
        record.write_text(text)


@pytest.mark.kill
def test_a_draft_killed_at_any_moment_harms_nothing(desk):
    served = find_served(desk.settings).release
    _multiply_by_ten(desk)
    for moment in _KILLS:
        done = desk.run("draft", KILL_AT=moment)
        assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
        assert find_served(desk.settings).release == served
        assert find_draft(desk.settings) is None
    assert desk.draft() is not None
    assert not (desk.settings.work_dir / "build").exists()


def test_the_command_names_the_draft_its_base_and_what_it_took(desk):
    _multiply_by_ten(desk)
    done = desk.run("draft", "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["draft"] == find_draft(desk.settings).id
    assert answer["base"] == desk.full.record.release.id
    assert set(answer["seconds"]) == {"parsing", "results"}

"""`indicator CODE`: an empty block for a new code, what is missing for a known one."""

import shutil

import pytest
import yaml

from tests.conftest import REPOSITORY
from tests.warehouse.command_line import make_runner
from warehouse.settings import Settings

KNOWN = REPOSITORY / "dbt_project" / "models" / "metrics"


@pytest.fixture
def project(tmp_path):
    """A project of which the command sees what it needs: metrics and a programme."""
    folder = tmp_path / "dbt_project"
    shutil.copytree(KNOWN, folder / "models" / "metrics")
    (folder / "programmes" / "mpp").mkdir(parents=True)
    return folder


@pytest.fixture
def run(project, tmp_path, monkeypatch, capfd):
    settings = Settings(dir=tmp_path / "data", project_dir=project)
    return make_runner(settings, monkeypatch, capfd)


@pytest.fixture
def folder(project):
    return project / "programmes" / "mpp" / "metrics"


def find_file(project, metric):
    """The file in which a metric's block stands."""
    files = (project / "models" / "metrics").glob("*.yml")
    return next(file for file in files if f"- name: {metric}\n" in file.read_text())


def test_a_new_code_gets_a_block_that_names_each_empty_field(run, folder):
    told = run("indicator", "9.1", "--format", "json")
    assert told.code == 0
    path = folder / "indicator_9_1.yml"
    assert [path] == list(folder.iterdir())
    (block,) = yaml.safe_load(path.read_text())["metrics"]
    assert block["name"] == "indicator_9_1"
    assert block["config"]["meta"]["code"] == "9.1"
    assert told.data["metrics"] == [
        {"metric": "indicator_9_1", "file": str(path), "line": 5}
    ]
    lines = path.read_text().splitlines()
    for field in told.data["fields"]:
        name = field["field"].rsplit(".", 1)[-1]
        assert lines[field["line"] - 1].strip() == f"{name}:"
        assert lines[field["line"] - 2].strip() == f"# {field['text']}"


def test_an_unfilled_block_is_refused_by_each_of_its_fields(run, folder):
    fields = run("indicator", "9.1", "--format", "json").data["fields"]
    told = run("indicator", "9.1", "--format", "json")
    assert (told.code, told.data["is_complete"]) == (1, False)
    messages = [fault["message"] for fault in told.data["faults"]]
    plain = ("description", "config.meta.pirs", "type_params.measure.name")
    for field in fields:
        if field["field"] not in plain:
            named = (f"{field['field']} ", f"{field['field']}.")
            assert any(n in message for n in named for message in messages), field
    assert any("type_params.measure is missing" in message for message in messages)
    built = run("build", "--edition", "reported", "--format", "json")
    assert (built.code, built.data["error"]["code"]) == (1, "faulty_metrics")
    for fault in told.data["faults"]:
        place = f"{fault['file']}:{fault['line']}: indicator_9_1: "
        assert place in built.data["error"]["message"]


@pytest.mark.parametrize(
    ("language", "comment"),
    [("en", "# What pages call it"), ("ru", "# Название на страницах")],
)
def test_the_comments_are_in_the_reader_s_language(run, folder, language, comment):
    run("indicator", "9.1", "--lang", language)
    lines = (folder / "indicator_9_1.yml").read_text().splitlines()
    assert f"        {comment}" in lines
    assert not [line for line in lines if "indicator_option" in line]


def test_a_second_metric_of_a_code_has_a_name_of_its_own(run, folder):
    told = run("indicator", "2.1", "--metric", "trainings_abroad")
    assert told.code == 0
    assert (folder / "trainings_abroad.yml").exists()
    assert run("indicator", "2.1", "--metric", "trainings_held").code == 0


def test_a_complete_indicator_is_said_to_be_complete(run, project, folder):
    told = run("indicator", "2.1")
    assert told.code == 0
    assert f"{find_file(project, 'trainings_held')}:" in told.text
    assert "Indicator 2.1 is complete." in told.text
    assert not folder.exists()


def test_a_fault_of_a_part_is_named_with_the_indicator(run, project):
    path = find_file(project, "attendances_of_women")
    text = path.read_text()
    start = text.index("- name: attendances_of_women")
    end = text.index("attendance_count", start)
    path.write_text(f"{text[:end]}dog_count{text[end + len('attendance_count') :]}")
    told = run("indicator", "2.10")
    assert told.code == 1
    assert "attendances_of_women: no measure is called dog_count" in told.text
    assert run("indicator", "2.1").code == 0


def test_a_field_taken_out_is_named_with_what_belongs_there(run, project):
    path = find_file(project, "trainings_held")
    text = path.read_text()
    path.write_text(text.replace("        target_key: trainings_held\n", ""))
    told = run("indicator", "2.1")
    assert told.code == 1
    assert "config.meta.target_key is missing: add it – What rows of" in told.text


@pytest.mark.parametrize(
    "code", ["../x", "", " ", "2.1; rm", "2.1\n", "код", "x" * 21, "2.", ".1", "%s"]
)
def test_what_cannot_be_a_code_is_refused(run, folder, code):
    told = run("indicator", "--", code)
    assert told.code == 2
    assert "cannot be a code" in told.text
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../x", "Trainings", "a b", "a__b", "", "1st"])
def test_what_cannot_be_a_name_is_refused(run, folder, name):
    told = run("indicator", "9.1", f"--metric={name}")
    assert told.code == 2
    assert "cannot be a metric’s name" in told.text
    assert not folder.exists()


def test_a_name_of_another_code_is_refused(run, folder):
    told = run("indicator", "9.1", "--metric", "trainings_held")
    assert told.code == 2
    assert "--metric NAME" in told.text
    assert not folder.exists()


@pytest.mark.parametrize("text", ["", "metrics: []\n", "notes for me\n"])
def test_a_file_that_is_there_stays_as_it_is(run, folder, text):
    folder.mkdir()
    path = folder / "indicator_9_1.yml"
    path.write_text(text)
    told = run("indicator", "9.1")
    assert told.code == 1
    assert str(path) in told.text
    assert path.read_text() == text
    assert [path] == list(folder.iterdir())


def test_a_link_to_nowhere_is_not_written_through(run, folder, tmp_path):
    folder.mkdir()
    (folder / "indicator_9_1.yml").symlink_to(tmp_path / "elsewhere")
    assert run("indicator", "9.1").code == 1
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_written_is_said(run, folder):
    folder.write_text("a file where the folder belongs")
    told = run("indicator", "9.1", "--format", "json")
    assert (told.code, told.data["error"]["code"]) == (1, "storage")
    assert str(folder) in told.data["error"]["message"]


def test_a_project_that_is_no_yaml_is_named(run, project):
    broken = project / "models" / "metrics" / "broken.yml"
    broken.write_text("metrics: [\n")
    told = run("indicator", "2.1")
    assert told.code == 1
    assert str(broken) in told.text

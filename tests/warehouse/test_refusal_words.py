"""Refusals say what is wrong and how to mend it, in the reader's language."""

import re
from pathlib import Path

import pytest

from warehouse import synthesis
from warehouse.commands.failures import describe_failure
from warehouse.intake import IntakeError, ingest
from warehouse.settings import Settings
from warehouse.synthesis import SynthesisError, synthesize
from warehouse.wording import load_catalogue, use_language


@pytest.fixture(autouse=True, params=["en", "ru"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def _explain(error):
    answer = describe_failure(error)
    assert answer.exit_code == 1
    return answer.data["error"]["code"], answer.data["error"]["message"]


def _refuse(path, settings, dataset=None):
    with pytest.raises(IntakeError) as caught:
        ingest([path], settings=settings, dataset=dataset)
    return _explain(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "code", "english", "russian"),
    [
        ("attendance.csv", b"", "empty_file", "no rows", "ни одной строки"),
        ("x.csv", b"a,b\n1,2\n", "unknown_dataset", "which register", "какой это"),
        ("evaluations.csv", b"event_id;score\n", "missing_columns", "score", "не хв"),
        (
            "attendance.csv",
            b"event_id,event_id\n1,2",
            "repeated_column",
            "tw",
            "дважды",
        ),
        (
            "attendance.csv",
            b'event_id,sex\n1,"m',
            *("unbalanced_quotes", "line 2", "строка 2"),
        ),
        ("attendance.csv", b"\x89PNG\r\n\0\0", "not_text", "UTF-8", "не является"),
        ("attendance.pdf", b"%PDF", "unknown_type", ".pdf", "файлы типа"),
        ("attendance.csv", None, "missing_file", "no such file", "файла нет"),
    ],
)
def test_a_refused_file(tmp_path, language, name, content, code, english, russian):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    found, message = _refuse(path, Settings(dir=tmp_path / "data"))
    assert found == code
    assert message.startswith(f"{path}: ")
    assert (english if language == "en" else russian).lower() in message.lower()
    assert ("Nothing" if language == "en" else "ничего не загружено") in message


def test_ten_thousand_headers_are_not_recited(tmp_path):
    path = tmp_path / "x.csv"
    headers = ",".join(f"c{n}" for n in range(10_000))
    path.write_text(f"{headers}\n{headers}\n")
    code, message = _refuse(path, Settings(dir=tmp_path / "data"))
    assert code == "too_many_columns"
    assert "c1" not in message


def test_a_hundred_headers_are_not_recited(tmp_path):
    path = tmp_path / "x.csv"
    headers = ",".join(["topic", *(f"c{n}" for n in range(1, 100))])
    path.write_text(f"{headers}\n{headers}\n")
    _, message = _refuse(path, Settings(dir=tmp_path / "data"))
    assert "c11, …" in message
    assert "c12" not in message


def test_too_few_attendances(tmp_path, language):
    with pytest.raises(SynthesisError) as caught:
        synthesize(2, 1, tmp_path)
    code, message = _explain(caught.value)
    assert code == "too_few_attendances"
    assert "3" in message
    assert ("needed" if language == "en" else "Нужно не меньше 3") in message
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("scope,metric,grain,period,value\n", "total_missing"),
        ("nonsense\n1\n", "unusable"),
        (None, "unusable"),
    ],
)
def test_a_broken_seed_of_totals(tmp_path, content, code):
    project = Settings().project_dir
    (tmp_path / "programmes/mpp/seeds").mkdir(parents=True)
    for folder in ("seeds", "programmes/mpp/synthesis"):
        (tmp_path / folder).symlink_to(project / folder)
    if content:
        (tmp_path / "programmes/mpp/seeds/published_figures.csv").write_text(content)
    with pytest.raises(SynthesisError) as caught:
        synthesize(500, 1, tmp_path / "out", settings=Settings(project_dir=tmp_path))
    found, message = _explain(caught.value)
    assert found == code
    assert "published_figures.csv" in message


def test_every_code_of_a_refusal_has_words(language):
    known = set(load_catalogue(language)._catalog)
    kinds = [IntakeError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    missing = {f"intake.{kind.code}" for kind in kinds[1:]} - known
    folder = Path(synthesis.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    codes = re.findall(r'SynthesisError\(\s*"(\w+)"', sources)
    assert len(codes) > 3
    assert missing | ({f"synthesis.{code}" for code in codes} - known) == set()

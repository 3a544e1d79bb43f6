"""People by codes: one person has one code however the name is written."""

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pydantic import SecretStr

from tests.conftest import run_warehouse
from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.doctor import examine
from warehouse.intake import ingest
from warehouse.intake.identity import make_code, name_key, normalise_name
from warehouse.intake.ledger import read_history, read_ledger
from warehouse.intake.problems import KeyMissingError

KEY, OTHER_KEY = "k" * 32, "another key, of more than 32 bytes"


@pytest.fixture
def settings(tmp_path):
    return use_key(make_settings(tmp_path), KEY)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def use_key(settings, key):
    return settings.model_copy(update={"identity_key": SecretStr(key)})


def list_codes(settings, path, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    return read_landed(settings, report)[0]["participant_id"].to_list()


SAME = [
    ("full_name", "Иванова Мария Петровна", "  мария   петровна ИВАНОВА "),
    ("full_name", "Семёнов Пётр", "Семенов Петр"),
    ("full_name", "Иванова-Петрова Анна", "Иванова Петрова Анна"),
    ("full_name", "Иванов И.И.", "И. И. Иванов"),
    ("full_name", "Сорокин Роман", "Copокин Poмaн"),
    ("full_name", "José Núñez", "jose nunez"),
    ("full_name", "Йонас Найман", "Йонас Найман"),
    ("full_name", "Anna O'Neil", "ANNA O’NEIL"),
    ("email", "M.Ivanova@Mail.RU", "m.ivanova@mail.ru "),
    ("phone", "+7 (912) 345-67-89", "8 912 345 67 89"),
    ("phone", "9123456789", "89123456789"),
    ("passport", "71 05 123456", "7105 № 123456"),
    ("national_id", "112-233-445 95", "11223344595"),
]
DIFFERENT = [
    ("full_name", "Иванова Мария", "Иванова Марина"),
    ("full_name", "Иванова Мария Петровна", "Иванова Мария"),
    ("full_name", "Майя Краи", "Маия Край"),
    ("email", "m.ivanova@mail.ru", "m.ivanova@mail.com"),
    ("phone", "+7 912 345-67-89", "+7 912 345-67-88"),
    ("passport", "7105 123456", "7105 123457"),
]


@pytest.mark.parametrize(("header", "one", "other"), SAME)
def test_the_same_person_in_two_spellings_has_one_code(
    settings, write, header, one, other
):
    path = write("attendance.csv", f"event_id,{header}", f"e1,{one}", f"e2,{other}")
    first, second = list_codes(settings, path)
    assert first == second
    assert first.startswith("p-")
    assert len(first) == 34


@pytest.mark.parametrize(("header", "one", "other"), DIFFERENT)
def test_different_people_have_different_codes(settings, write, header, one, other):
    path = write("attendance.csv", f"event_id,{header}", f"e1,{one}", f"e2,{other}")
    first, second = list_codes(settings, path)
    assert first != second


def test_names_in_parts_and_whole_are_one_person(settings, write):
    whole = write("attendance.csv", "event_id,ФИО", "e1,Иванова Мария Петровна")
    parts = write(
        "attendance2.csv",
        "event_id,Фамилия,Имя,Отчество",
        "e1,Иванова,Мария,Петровна",
    )
    wish = {"dataset": "attendance"}
    assert list_codes(settings, whole, **wish) == list_codes(settings, parts, **wish)


def test_the_date_of_birth_tells_namesakes_apart(settings, write):
    path = write(
        "attendance.csv",
        "event_id,ФИО,Дата рождения",
        "e1,Иванова Мария,22.04.1980",
        "e2,Мария Иванова,1980-04-22",
        "e3,Иванова Мария,23.04.1980",
        "e3,Иванова Мария,",
    )
    one, same, other, unknown = list_codes(settings, path)
    assert one == same
    assert len({one, other, unknown}) == 3


def test_a_code_is_made_where_the_file_has_no_column_for_it(settings, write):
    path = write("file.csv", "event_id,ФИО,due_date", "e1,Иванова Мария,2008-10-01")
    (report,) = ingest([path], settings=settings)
    assert (report.dataset, report.rows_accepted) == ("follow_ups", 1)
    assert report.identifiers == ("ФИО",)
    landed, _ = read_landed(settings, report)
    assert landed["participant_id"].item() == make_code("name:иванова мария", KEY)


def test_the_programme_s_own_code_wins_and_an_empty_one_does_not(settings, write):
    path = write(
        "attendance.csv",
        "event_id,participant_id,ФИО",
        "e1,person-7,Иванова Мария",
        'e1," ",Иванова Мария',
        "e1,,",
    )
    own, made, nobody = list_codes(settings, path)
    assert own == "person-7"
    assert made.startswith("p-")
    assert nobody is None


def test_an_address_alone_names_nobody(settings, write):
    path = write("attendance.csv", "event_id,Адрес", "e1,ул. Мира 1-2", "e2,")
    assert list_codes(settings, path) == [None, None]


def test_identifiers_of_parquet_files_are_read_by_their_meaning(settings, tmp_path):
    path = tmp_path / "attendance.parquet"
    rows = pl.DataFrame(
        {
            "event_id": ["e1", "e2", "e3"],
            "phone": [89123456789, 79123456789, None],
            "full_name": [["a list"], None, ["of names"]],
            "passport": [b"\xff", None, b"\x00"],
        }
    )
    rows.write_parquet(path)
    one, same, nobody = list_codes(settings, path)
    assert one == same
    assert nobody is None


@effort(max_examples=200, deadline=None)
@given(
    st.lists(st.text("абвйёАБЙЁabcé'", min_size=1, max_size=6), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_neither_order_nor_case_nor_spaces_change_a_name(words, random):
    turned = [random.choice((w.upper(), w.lower(), w.title())) for w in words]
    random.shuffle(turned)
    assert normalise_name(" ".join(words)) == normalise_name("  ".join(turned) + " ")


class TestKey:
    def test_without_one_a_file_that_names_people_is_refused(self, tmp_path, write):
        settings = make_settings(tmp_path)
        path = write("attendance.csv", "event_id,ФИО", "e1,Иванова Мария")
        with pytest.raises(KeyMissingError):
            ingest([path], settings=settings, dry_run=True)
        assert not settings.staged_dir.exists() or not list_files(settings)

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_the_refusal_says_how_to_make_one(self, tmp_path, write, language):
        path = write("attendance.csv", "event_id,ФИО", "e1,Иванова Мария")
        done = ask(tmp_path, "ingest", str(path), WAREHOUSE_LANG=language)
        assert done.returncode == 1
        assert "secrets.token_hex(32)" in done.stderr
        assert "ФИО" in done.stderr
        assert "Иванова" not in done.stderr + done.stdout

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_a_short_one_is_refused_and_never_shown(self, tmp_path, write, language):
        path = write("attendance.csv", "event_id", "e1")
        done = ask(
            tmp_path,
            *("ingest", str(path)),
            WAREHOUSE_LANG=language,
            WAREHOUSE_IDENTITY_KEY="secret-but-short",
        )
        assert done.returncode == 2
        assert "WAREHOUSE_IDENTITY_KEY" in done.stderr
        assert "secret-but-short" not in done.stderr + done.stdout

    def test_another_one_gives_other_codes_and_the_doctor_says_so(
        self, settings, write
    ):
        one = write("attendance.csv", "event_id,ФИО", "e1,Иванова Мария")
        two = write("attendance2.csv", "event_id,ФИО", "e2,Иванова Мария")
        wish = {"dataset": "attendance"}
        before = list_codes(settings, one, **wish)
        assert list_problems(settings) == {}
        rotated = use_key(settings, OTHER_KEY)
        assert list_codes(rotated, two, **wish) != before
        names = sorted(map(name_key, (KEY, OTHER_KEY)))
        assert list_problems(settings) == {"keys_mixed": {"keys": ", ".join(names)}}

    @pytest.mark.parametrize("rows", [("e1,Мария",), ("e1,Мария", "unheard-of,Анна")])
    @pytest.mark.parametrize("is_named", [True, False])
    def test_after_a_change_the_same_file_gets_codes_of_the_new_one(
        self, settings, write, rows, is_named
    ):
        path = write("attendance.csv", "event_id,ФИО", *rows)
        (first,) = ingest([path], settings=settings)
        rotated = use_key(settings, OTHER_KEY)
        wish = {"replaces": first.load_id} if is_named else {}
        (second,) = ingest([path], settings=rotated, **wish)
        assert not second.is_repeat
        assert second.replaces == first.load_id
        (load,) = read_ledger(rotated)
        assert load.key_name == name_key(OTHER_KEY)
        assert list_problems(rotated) == {}
        landed, _ = read_landed(rotated, second)
        assert landed["participant_id"].item() == make_code("name:мария", OTHER_KEY)
        (third,) = ingest([path], settings=rotated)
        assert third.is_repeat
        assert len(read_history(rotated)) == 2

    def test_nothing_of_it_is_written_anywhere(self, settings, write):
        path = write("attendance.csv", "event_id,ФИО", "e1,Иванова Мария", "?,x")
        ingest([path], settings=settings)
        for file in list_files(settings):
            assert KEY.encode() not in file.read_bytes()


def list_problems(settings):
    found = examine(settings)
    return {f.code: f.values for f in found if f.code == "keys_mixed"}


def list_files(settings):
    return [path for path in settings.staged_dir.rglob("*") if path.is_file()]


def ask(folder, *arguments, **environment):
    environment = {"WAREHOUSE_IDENTITY_KEY": ""} | environment
    done = run_warehouse(*arguments, folder=folder / "data", **environment)
    assert "Traceback" not in done.stderr
    return done


def test_the_load_s_entry_says_which_key_but_not_the_key(settings, write):
    path = write("attendance.csv", "event_id,ФИО", "e1,Иванова Мария")
    (report,) = ingest([path], settings=settings)
    entry = settings.staged_dir / "loads" / report.load_id / "load.json"
    assert json.loads(entry.read_text())["key_name"] == name_key(KEY)

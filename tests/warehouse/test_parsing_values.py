"""Codes, events, places and texts of a row, in any of their spellings."""

import pytest

from tests.warehouse.landed import make_settings, make_writer, read_landed
from warehouse.intake import ingest


@pytest.fixture
def settings(tmp_path):
    return make_settings(tmp_path)


@pytest.fixture
def write(tmp_path):
    return make_writer(tmp_path)


def load(path, settings, **wishes):
    (report,) = ingest([path], settings=settings, **wishes)
    landed, held = read_landed(settings, report)
    return report, landed, held


class TestValues:
    @pytest.mark.parametrize(
        ("texts", "value"),
        [
            (("yes", "Y", "TRUE", "1", "да", "Да", "Д", "+", "true"), True),
            (("no", "N", "FALSE", "0", "нет", "Нет", "н", "-"), False),
        ],
    )
    def test_yes_and_no(self, settings, write, texts, value):
        lines = [f"e1,{text}" for text in texts]
        path = write("attendance.csv", "event_id,is_completed", *lines)
        _, landed, _ = load(path, settings)
        assert landed["is_completed"].to_list() == [value] * len(texts)

    @pytest.mark.parametrize(
        "text", ["female", "Female", "F", "ж", "Жен", "ЖЕНСКИЙ", "женщина", " f "]
    )
    def test_codes_by_any_of_their_words(self, settings, write, text):
        path = write("attendance.csv", "event_id,sex", f"e1,{text}")
        _, landed, _ = load(path, settings)
        assert landed["sex"].to_list() == ["female"]

    def test_codes_by_their_labels_in_both_languages(self, settings, write):
        path = write(
            "attendance.csv",
            "event_id;organisation_type",
            "e1;Municipal administration",
            "e1;Муниципальная администрация",
        )
        report, landed, held = load(path, settings)
        assert landed["organisation_type"].unique().to_list() == [
            "municipal_administration"
        ], held["value"].to_list()

    def test_an_unknown_event_is_told_with_the_nearest(self, settings, write):
        path = write("attendance.csv", "event_id", "e11", "zzzzzz")
        report, _, held = load(path, settings)
        assert report.reasons == {"unknown_event": 2}
        near, far = report.findings
        assert "e1" in near.parameters["nearest"]
        assert far.parameters["nearest"] == []
        assert held["rule"].to_list() == ["unknown_event"] * 2

    def test_hours_above_the_event_s_own(self, settings, write):
        events = write(
            "training_events.csv",
            "event_id,start_date,end_date,contact_hours",
            "a,2008-05-01,2008-05-02,16",
            "b,2008-05-01,2008-05-02,",
        )
        people = write(
            "attendance.csv",
            "event_id,contact_hours",
            *("a,16", 'a,"16,5"', "b,48", "b,49", "e1,900"),
        )
        _, report = ingest([events, people], settings=settings)
        assert report.reasons == {"hours_above_event": 2}
        assert [(f.row, f.parameters["most"]) for f in report.findings] == [
            *((3, 16.0), (5, 48.0)),
        ]

    def test_an_ambiguous_number_is_asked_about(self, settings, write):
        header = "event_id,start_date,contact_hours,attendance_count"
        path = write("training_events.csv", header, 'a,2008-05-01,"1,234","1,234"')
        report, _, held = load(path, settings)
        assert held.select("column", "rule").rows() == [
            ("contact_hours", "ambiguous_number")
        ]
        assert report.rows_accepted == 0


class TestPlaces:
    @pytest.fixture
    def places(self, settings):
        seeds = settings.programme_dir / "seeds"
        (seeds / "published_municipalities.csv").write_text(
            "municipality_id,name_en,name_ru\n"
            "elkhovo,Elkhovo,Ельхово\nnovy,Novy Bor,Новый Бор\n",
            "utf-8",
        )
        (seeds / "place_aliases.csv").write_text(
            "alias,municipality_id\nYelhovo,elkhovo\nН. Бор,novy\n", "utf-8"
        )

    @pytest.mark.parametrize(
        "text",
        ["elkhovo", "ELKHOVO", "Elkhovo", "Ельхово", "г. Ельхово", "г.Ельхово"]
        + ["город Ельхово", "City of Elkhovo", "Yelhovo", " ельхово ", "Ёльхово"],
    )
    def test_one_place_in_many_spellings(self, settings, write, places, text):
        path = write("attendance.csv", "event_id,municipality", f"e1,{text}")
        _, landed, held = load(path, settings)
        assert landed["municipality"].to_list() == ["elkhovo"], held["value"].to_list()

    def test_an_alias_with_dots(self, settings, write, places):
        path = write("attendance.csv", "event_id,municipality", "e1,Н. Бор")
        _, landed, _ = load(path, settings)
        assert landed["municipality"].to_list() == ["novy"]

    def test_an_unmatched_one_comes_with_suggestions(self, settings, write, places):
        lines = ("e1,Елхово", "e1,Novi Bor", "e1,Atlantis")
        path = write("attendance.csv", "event_id,municipality", *lines)
        report, _, _ = load(path, settings)
        assert report.reasons == {"unknown_municipality": 3}
        first, second, third = (f.parameters["nearest"] for f in report.findings)
        assert first[0] == "Ельхово"
        assert second[0] == "Novy Bor"
        assert third == []

    def test_a_register_makes_places_known(self, settings, write):
        places = write(
            "municipalities.csv",
            "municipality_id,name_en,name_ru",
            "new,New Town,Новый город",
        )
        path = write("attendance.csv", "event_id,municipality", "e1,Новый город")
        reports = ingest([path, places], settings=settings)
        assert {r.dataset: r.rows_accepted for r in reports}["attendance"] == 1, reports


@pytest.mark.parametrize(
    "text",
    ["call +7 912 345-67-89", "тел. 8 (3467) 32-12-34", "(907) 555-0123", "a@b.example"]
    + ["8-912-345-67-89", "89123456789", "моб.: 32-12-34", "+1 907 555 0123"],
)
def test_contacts_in_a_text_hold_the_row_back(settings, write, text):
    path = write("training_events.csv", "event_id,start_date,venue", "a,2008-05-01,x")
    path.write_text(path.read_text().replace(",x", f',"Hall, {text}"'), "utf-8")
    report, _, held = load(path, settings)
    assert report.reasons == {"direct_identifier": 1}
    assert text not in str(held.to_dicts())
    assert "Hall" in held["original"].item()


@pytest.mark.parametrize(
    "text",
    ["8.04.2008–10.04.2008", "2008 – 2010, 40 % и 1 500 000 000 руб.", "№ 123-п"]
    + ["с 9:00 до 18:00, 24 чел.", "22.04.2008-24.04.2008", "ISO 9001-2015"],
)
def test_dates_and_sums_are_no_contacts(settings, write, text):
    header = "event_id;start_date;source_note"
    path = write("training_events.csv", header, f"a;2008-05-01;{text}")
    report, _, _ = load(path, settings)
    assert report.rows_accepted == 1

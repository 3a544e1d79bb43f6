"""Filters and the address: two ways to say one thing."""

from streamlit.testing.v1 import AppTest


def show_filter() -> None:
    import streamlit as st

    from dashboard.filters import choose_many, choose_one, read
    from dashboard.parameters import SCOPES

    options = {"all": "All", "usolye": "Usolye", "khabarovsk": "Khabarovsk"}
    st.text(choose_one("city", options, label="City"))
    st.text(",".join(choose_many("status", {"a": "A", "b": "B"}, label="Status")))
    st.text(read("scope", SCOPES, SCOPES[0]))


def open_filter(**query: str | list[str]) -> AppTest:
    app = AppTest.from_function(show_filter)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def read_choices(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_the_address_chooses():
    app = open_filter(city="usolye", status=["b", "a"], scope="example")
    assert read_choices(app) == ["usolye", "a,b", "example"]


def test_without_an_address_the_default_holds():
    app = open_filter()
    assert read_choices(app) == ["all", "", "programme"]
    assert app.query_params == {}


def test_unknown_values_count_as_the_default():
    app = open_filter(city="atlantis", status=["c"], scope="everything")
    assert not app.exception
    assert read_choices(app) == ["all", "", "programme"]


def test_a_choice_is_written_into_the_address_as_a_code():
    app = open_filter()
    app.selectbox(key="city").set_value("khabarovsk").run()
    assert app.query_params == {"city": "khabarovsk"}
    assert read_choices(app)[0] == "khabarovsk"


def test_the_default_stays_out_of_the_address():
    app = open_filter(city="usolye")
    app.selectbox(key="city").set_value("all").run()
    assert app.query_params == {}


def test_several_choices_are_written_one_by_one():
    app = open_filter()
    app.multiselect(key="status").set_value(["a", "b"]).run()
    assert app.query_params == {"status": ["a", "b"]}


def show_filter_above_a_page_cut_short() -> None:
    import streamlit as st

    from dashboard.filters import choose_one

    @st.fragment(key="city_found")  # noqa: TID251
    def show_found() -> None:
        st.text("found")

    options = {"all": "All", "usolye": "Usolye"}
    city = choose_one("city", options, label="City", reruns=["city_found"])
    if city == "all":
        st.stop()
    show_found()


def test_a_choice_may_come_before_what_it_changes_is_drawn():
    app = AppTest.from_function(show_filter_above_a_page_cut_short).run()
    assert read_choices(app) == []
    app.selectbox(key="city").set_value("usolye").run()
    assert not app.exception
    assert read_choices(app) == ["found"]

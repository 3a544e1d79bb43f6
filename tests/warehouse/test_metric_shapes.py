"""A block of any shape is refused in words or computed; it never crashes the build."""

import copy
import tempfile
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.warehouse.metric_project import METRIC, MODEL, write_project
from warehouse.commands.failures import describe_failure
from warehouse.metric_definitions import FaultyMetricsError, read_definitions
from warehouse.metric_tables import (
    tabulate_definitions,
    tabulate_sheets,
    tabulate_slots,
)
from warehouse.wording import LANGUAGES, speaking

WORDS = ("none", "not_published", "trainings", "month", "place", "example", "ratio")
KEYS = ("en", "ru", "name", "code", "filter", "time", "numerator", "reports_as", "x")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats()
    | st.dates()
    | st.text(max_size=8)
    | st.sampled_from(WORDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | SCALARS, inner, max_size=3)
    ),
    max_leaves=6,
)


def list_paths(content, path=()):
    """The way to every value in nested mappings and lists."""
    children = ()
    if isinstance(content, dict):
        children = content.items()
    elif isinstance(content, list):
        children = enumerate(content)
    for key, value in children:
        yield (*path, key)
        yield from list_paths(value, (*path, key))


CONTENTS = {"metric.yml": yaml.safe_load(METRIC), "model.yml": yaml.safe_load(MODEL)}
PLACES = [(name, path) for name, own in CONTENTS.items() for path in list_paths(own)]


def spoil(name, path, value):
    """The text of both files, with another value, or none, in one place."""
    contents = copy.deepcopy(CONTENTS)
    place = contents[name]
    for key in path[:-1]:
        place = place[key]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return [yaml.safe_dump(own, allow_unicode=True) for own in contents.values()]


def require_words_or_tables(metric, model):
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(Path(folder), metric, model)
        try:
            definitions = read_definitions(project)
        except FaultyMetricsError as error:
            for fault in error.faults:
                assert 1 <= fault.line <= len(fault.file.read_text().split("\n"))
            for language in LANGUAGES:
                with speaking(language):
                    describe_failure(error)
            return
        tabulate_definitions(definitions, project.project_dir)
        tabulate_slots(definitions)
        tabulate_sheets(definitions)
        assert all(d.splits for d in definitions)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLACES), VALUES | st.just(...))
def test_any_value_in_any_place(place, value):
    require_words_or_tables(*spoil(*place, value))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ametricsn :-[]{}&*#|>\n\t\"'0é!", max_size=60))
@example("metrics: &a [*a]\n")
@example("metrics:\n  - &a {name: x, config: {meta: *a}}\n")
@example("metrics:\n  - name: x\nmetrics:\n  - name: y\n  - name: z\n")
@example("- metrics\n")
@example("metrics: " + "[" * 3000 + "\n")
@example("metrics: {? [a] : b}\n")
@example("a: !!python/object:os.system {}\n")
@example("\x00")
def test_any_text_in_a_file(text):
    require_words_or_tables(text, MODEL)

"""Lineage from the release's own manifest: whole, in order, refused where damaged."""

import json
import shutil

import pytest

from warehouse.lineage import (
    UnknownNodeError,
    UnreadableLineageError,
    list_tests,
    read_lineage,
)
from warehouse.reading import open_release
from warehouse.releases import Release, find_release, find_served
from warehouse.settings import Settings

HELD = "metric.trainings_held"


@pytest.fixture
def release(demo_settings) -> Release:
    return find_served(demo_settings).release


def read_manifest(release: Release) -> dict:
    return json.loads((release.path / "manifest.json").read_bytes())


def test_every_source_model_metric_and_page_is_a_node(release):
    manifest = read_manifest(release)
    wanted = {
        *(k for k in manifest["nodes"] if k.startswith(("model.", "seed."))),
        *manifest["sources"],
        *manifest["metrics"],
        *manifest["semantic_models"],
        *manifest["exposures"],
    }
    nodes = read_lineage(release).nodes.values()
    assert {node.unique_id for node in nodes if node.unique_id} == wanted


def test_steps_are_those_of_dbt(release):
    """Beside them only those through which metrics come back as a source."""
    manifest, lineage = read_manifest(release), read_lineage(release)
    for node in lineage.nodes.values():
        if node.kind in ("model", "exposure", "semantic_model"):
            ids = manifest["parent_map"][node.unique_id]
            names = lineage.parents.get(node.name, ())
            parents = {lineage.find(name).unique_id for name in names}
            assert parents == set(ids), node.name


def test_a_metric_stands_on_its_models_nearest_first(release):
    upstream = read_lineage(release).list_upstream(HELD)
    layers = [[node.name for node in layer] for layer in upstream]
    assert layers[0] == ["semantic_model.training_events"]
    assert layers[1] == ["model.int_metrics__training_events_scoped"]
    assert "model.fct_training_event" in layers[2]
    names = [name for layer in layers for name in layer]
    assert len(names) == len(set(names))
    assert {"seed.published_training_events", "source.registers.training_events"} <= {
        *names
    }
    assert not [name for name in names if name.startswith("metric.")]


def test_a_computed_metric_leads_to_the_pages(release):
    below = read_lineage(release).list_downstream(HELD)
    names = [node.name for layer in below for node in layer]
    assert names[0] == "source.landed.metric_results"
    assert {"model.mart_metric_value", "exposure.overview"} <= set(names)


def test_a_name_that_several_metrics_are_stored_under_stands_on_both(release):
    first = read_lineage(release).list_upstream("metric.people_reached")[0]
    assert "metric.people_reached_over_programme" in [node.name for node in first]


def test_every_indicator_of_the_release_has_a_lineage(release, demo_settings):
    file = open_release(release, demo_settings)
    metrics = file.fetch("select metric from marts.dim_indicator")["metric"]
    assert len(metrics) > 30
    for metric in metrics:
        assert read_lineage(release).list_upstream(f"metric.{metric}"), metric


def test_the_tests_of_a_model_are_those_of_the_release(release):
    model = read_lineage(release).find("model.fct_attendance")
    found = list_tests(release, model)
    assert {test.status for test in found} == {"pass"}
    assert len(found) == sum(
        "fct_attendance" in test.models for test in release.info.tests.results
    )
    assert found


@pytest.mark.parametrize("name", ["", "metric", "metric.nothing", "../x", "model."])
def test_an_unknown_name_is_refused(release, name):
    with pytest.raises(UnknownNodeError):
        read_lineage(release).list_upstream(name)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff", None])
def test_a_damaged_manifest_is_said(release, tmp_path, damage):
    settings = Settings(dir=tmp_path)
    shutil.copytree(release.path, tmp_path / "releases" / release.id)
    manifest = tmp_path / "releases" / release.id / "manifest.json"
    if damage is None:
        manifest.unlink()
    else:
        manifest.write_bytes(damage)
    with pytest.raises(UnreadableLineageError):
        read_lineage(find_release(release.id, settings))

"""What machines ask of the server: `/healthz`, and `/metrics` for Prometheus."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_args

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.settings import load_dashboard_settings
from warehouse.build_record import BuildRecord, End, read_last
from warehouse.health import Fault, Health, assess_health
from warehouse.releases import ServedRelease, list_releases
from warehouse.settings import Settings, load_settings

UNWELL = 503


def report_health(request: Request) -> JSONResponse:
    """Answer 200 while a sound, timely release is served and builds end well, else 503.

    A damaged pointer alone is `fallback`: readers see a sound release, though not the
    one that was chosen; `fallback` says why.
    """
    health = assess_health(load_settings(), load_dashboard_settings().audience)
    return JSONResponse(_describe(health), UNWELL if health.faults else 200)


def report_metrics(request: Request) -> Response:
    """Give the state of the warehouse in Prometheus' text format 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_Warehouse(load_settings()))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def _describe(health: Health) -> dict[str, Any]:
    served, build = health.served, health.last_build
    status = "fallback" if served and served.is_fallback else "ok"
    return {
        "status": "failing" if health.faults else status,
        "reasons": list(health.faults),
        "release": served and served.release.id,
        "created_at": served and served.release.info.created_at.isoformat(),
        "fallback": served and served.reason,
        "last_build": build and build.model_dump(mode="json", exclude={"load_ids"}),
    }


class _Warehouse(Collector):
    """Reads everything when asked: other processes build and publish."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def collect(self) -> Iterator[Metric]:
        """All measures; those of a release are absent while none is served."""
        health = assess_health(self._settings, load_dashboard_settings().audience)
        yield _count_faults(health)
        yield _measure(
            "warehouse_releases_kept",
            "Releases in the folder whose description can be read",
            len(list_releases(self._settings)),
        )
        if health.served:
            yield from _measure_release(health.served)
        if health.last_build:
            yield from _measure_build(health.last_build)
        yield from self._list_times()

    def _list_times(self) -> Iterator[Metric]:
        """When each outcome was last seen, so that one does not hide another."""
        times = GaugeMetricFamily(
            "warehouse_build_last_timestamp_seconds",
            "When a build last ended this way; turned_away found another one at work",
            labels=["outcome"],
        )
        for outcome in (*get_args(End), "turned_away"):
            record = read_last(outcome, self._settings)
            if record and record.ended_at:
                times.add_metric([outcome], record.ended_at.timestamp())
        yield times


def _count_faults(health: Health) -> Metric:
    faults = GaugeMetricFamily(
        "warehouse_fault",
        "1 for each reason why /healthz answers 503",
        labels=["code"],
    )
    for code in get_args(Fault):
        faults.add_metric([code], float(code in health.faults))
    return faults


def _measure_release(served: ServedRelease) -> Iterator[Metric]:
    info = served.release.info
    created = info.created_at.timestamp()
    labels = {
        "release": info.id,
        "edition": info.edition,
        "programme": info.programme,
        "format": str(info.format_version),
        "code_revision": info.code_revision,
    }
    about = GaugeMetricFamily(
        "warehouse_release_info", "The served release; always 1", labels=[*labels]
    )
    about.add_metric([*labels.values()], 1)
    yield about
    yield _measure(
        "warehouse_release_created_timestamp_seconds",
        "When the served release was made",
        created,
    )
    yield _measure(
        "warehouse_release_age_seconds",
        "Age of the served release",
        datetime.now(UTC).timestamp() - created,
    )
    yield _measure(
        "warehouse_release_is_fallback",
        "1 while another release is served than the pointer names",
        served.is_fallback,
    )
    yield _count_tests(served)
    yield _measure(
        "warehouse_release_rows_quarantined",
        "Rows held back from the registers that the served release was made of",
        sum(file.rows_quarantined or 0 for file in info.inputs),
    )


def _count_tests(served: ServedRelease) -> Metric:
    tests = served.release.info.tests
    counts = GaugeMetricFamily(
        "warehouse_release_tests",
        "Tests of the build that made the served release",
        labels=["result"],
    )
    for result in ("passed", "warned", "failed"):
        counts.add_metric([result], getattr(tests, result))
    return counts


def _measure_build(build: BuildRecord) -> Iterator[Metric]:
    outcomes = GaugeMetricFamily(
        "warehouse_last_build_outcome",
        "1 for the way in which the last build ended",
        labels=["outcome"],
    )
    for outcome in get_args(End):
        outcomes.add_metric([outcome], float(outcome == build.outcome))
    yield outcomes
    ended = build.ended_at or build.started_at
    yield _measure(
        "warehouse_last_build_ended_timestamp_seconds",
        "When the last build ended; of a killed one not yet followed, when it started",
        ended.timestamp(),
    )
    yield _measure(
        "warehouse_last_build_duration_seconds",
        "How long the last build took",
        (ended - build.started_at).total_seconds(),
    )


def _measure(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)

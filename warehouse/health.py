"""Whether readers get what they were promised: what is served, how builds end, age."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from warehouse.build_record import BuildRecord, read_last_build
from warehouse.erasure.note import is_unfinished
from warehouse.releases import Audience, NoReleaseError, ServedRelease, find_served
from warehouse.settings import Settings

Fault = Literal[
    "no_release",
    "release_old",
    "build_refused",
    "build_failed",
    "build_killed",
    "erasure_unfinished",
]
"""A reason to call somebody; monitoring tells them apart by these words."""

_BUILD_FAULTS: dict[str, Fault] = {
    "refused": "build_refused",
    "failed": "build_failed",
    "killed": "build_killed",
}


@dataclass(frozen=True)
class Health:
    """What is served (None: nothing), how the last build ended, and what is wrong."""

    served: ServedRelease | None
    last_build: BuildRecord | None
    faults: tuple[Fault, ...]


def assess_health(settings: Settings, audience: Audience = "internal") -> Health:
    """Judge by the clock what an audience is served.

    Cheap enough to be asked every few seconds.
    """
    served = _find_served(settings, audience)
    last_build = read_last_build(settings)
    faults: list[Fault] = []
    if served is None:
        faults.append("no_release")
    elif is_old(measure_age_hours(served), settings):
        faults.append("release_old")
    if last_build and last_build.outcome in _BUILD_FAULTS:
        faults.append(_BUILD_FAULTS[last_build.outcome])
    if is_unfinished(settings):
        faults.append("erasure_unfinished")
    return Health(served, last_build, tuple(faults))


def measure_age_hours(served: ServedRelease) -> float:
    """Hours since the served release was made."""
    age = datetime.now(UTC) - served.release.info.created_at
    return age.total_seconds() / 3600


def is_old(hours: float, settings: Settings) -> bool:
    """Tell whether a release of this age is past the limit, if there is one."""
    return settings.max_age_hours is not None and hours > settings.max_age_hours


def _find_served(settings: Settings, audience: Audience) -> ServedRelease | None:
    try:
        return find_served(settings, audience)
    except NoReleaseError:
        return None

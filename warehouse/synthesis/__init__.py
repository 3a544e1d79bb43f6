"""Deterministic illustrative registers; real places never receive invented figures."""

from pathlib import Path

from warehouse.settings import Settings, load_settings
from warehouse.synthesis.institution import synthesize_institution


def synthesize(
    attendances: int, seed: int, out: Path, *, settings: Settings | None = None
) -> list[Path]:
    """Write register files below `out`; the same seed gives the same bytes.

    Raises:
        ValueError: fewer attendances than published trainings of the year.
        LookupError: the programme's seeds lack a published total.
    """
    chosen = settings or load_settings()
    return synthesize_institution(attendances, seed, out / "institution", chosen)


__all__ = ["synthesize"]

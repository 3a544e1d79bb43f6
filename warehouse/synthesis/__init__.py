"""Deterministic illustrative registers; real places never receive invented figures."""

from pathlib import Path

from warehouse.settings import Settings, load_settings
from warehouse.synthesis.example import synthesize_example
from warehouse.synthesis.institution import synthesize_institution
from warehouse.synthesis.problems import SynthesisError


def synthesize(
    attendances: int, seed: int, out: Path, *, settings: Settings | None = None
) -> list[Path]:
    """Write register files below `out`; the same seed gives the same bytes.

    `out/institution` has the institution's year with `attendances` attendances,
    `out/example/delivery-1` and `delivery-2` the openly invented programme.

    Raises:
        SynthesisError: fewer attendances than published trainings of the year, or the
            programme's folder lacks the profile or a published total.
    """
    chosen = settings or load_settings()
    return [
        *synthesize_institution(attendances, seed, out / "institution", chosen),
        *synthesize_example(seed, out / "example", chosen),
    ]


__all__ = ["SynthesisError", "synthesize"]

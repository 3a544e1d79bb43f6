"""Former names of indicators, as the programme's seed has them."""

import csv

from warehouse.settings import Settings

SEED = "indicator_aliases.csv"


def read_aliases(settings: Settings) -> dict[str, str]:
    """Each former name or code with the metric it stands for; empty without the seed.

    What the seed must be is said by dbt's tests, which run before.
    """
    path = settings.programme_dir / "seeds" / SEED
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["alias"]: row["metric"] for row in csv.DictReader(file)}

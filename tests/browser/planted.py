"""A live edition with people whose names, addresses and codes are marked."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.warehouse.editions import Edition, build_edition

KEY = "planted-" + "k" * 32
EVENTS = ("planted-1", "planted-2", "planted-3", "planted-4")
PEOPLE = 60
SEXES = ("female", "male", "")
CATEGORIES = ("local_government", "community_leader", "state_authority")


@dataclass(frozen=True)
class Planted:
    """The edition, and words that no reader of its public file may ever receive."""

    edition: Edition
    forbidden: frozenset[str]


def plant(folder: Path) -> Planted:
    """Load marked people, some of them in small groups, and build a live edition."""
    events, people = folder / "training_events.csv", folder / "attendance.csv"
    _write_events(events)
    rows = [_write_person(number) for number in range(PEOPLE)]
    _write(people, [row for person in rows for row in person])
    edition = build_edition(
        "live", folder / "warehouse", events, people, WAREHOUSE_IDENTITY_KEY=KEY
    )
    keys = edition.ask("select distinct participant_key from marts.fct_attendance")
    identifiers = {
        person[0][name] for person in rows for name in ("ФИО", "Телефон", "E-mail")
    }
    surnames = {person[0]["ФИО"].split()[0] for person in rows}
    codes = {key for (key,) in keys}
    return Planted(edition, frozenset({*identifiers, *surnames, *codes}))


def _write_events(path: Path) -> None:
    lines = ["event_id,scope,start_date,end_date,contact_hours"]
    for place, name in enumerate(EVENTS):
        day = f"2010-0{1 + 2 * place}-10"
        lines.append(f"{name},programme,{day},{day},8")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _write_person(number: int) -> list[dict[str, str]]:
    """Everybody comes once, every third person twice."""
    person = {
        "ФИО": f"Меченая{number:03d} Подсадная Тестовна",
        "Телефон": f"+7 914 555-{number:02d}-77",
        "E-mail": f"planted{number:03d}@marked.example",
        "sex": SEXES[0 if number % 12 else 2] if number % 3 else SEXES[1],
        "age_years": str(20 + number % 50),
        "category": CATEGORIES[min(number % 7, 2) if number % 5 == 0 else 0],
        "contact_hours": "8",
    }
    events = EVENTS[number % 3 :: 3] if number % 3 == 0 else EVENTS[number % 3 :][:1]
    return [{"event_id": name, "scope": "programme", **person} for name in events]


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

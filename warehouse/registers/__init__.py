"""Declarations of the register files: columns, types, rules, headers and notes."""

from warehouse.registers.attendance import ATTENDANCE
from warehouse.registers.best_practices import BEST_PRACTICES
from warehouse.registers.city_projects import CITY_PROJECT_MILESTONES, CITY_PROJECTS
from warehouse.registers.declaration import Dataset
from warehouse.registers.documents import DOCUMENTS
from warehouse.registers.evaluations import EVALUATIONS, FOLLOW_UPS, LEARNING_TESTS
from warehouse.registers.municipalities import MUNICIPALITIES
from warehouse.registers.organisations import ORGANISATIONS
from warehouse.registers.partnerships import PARTNERSHIPS
from warehouse.registers.performance import (
    DEVIATIONS,
    INDICATOR_TARGETS,
    INDICATOR_VALUES,
)
from warehouse.registers.programme import PROGRAMME
from warehouse.registers.quality import QUALITY_ASSESSMENTS
from warehouse.registers.reporting import REPORTING_CALENDAR, SUBMISSIONS
from warehouse.registers.results import RESULTS
from warehouse.registers.training_events import TRAINING_EVENTS

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        PROGRAMME,
        MUNICIPALITIES,
        ORGANISATIONS,
        TRAINING_EVENTS,
        ATTENDANCE,
        EVALUATIONS,
        LEARNING_TESTS,
        FOLLOW_UPS,
        CITY_PROJECTS,
        CITY_PROJECT_MILESTONES,
        BEST_PRACTICES,
        PARTNERSHIPS,
        RESULTS,
        INDICATOR_TARGETS,
        INDICATOR_VALUES,
        DEVIATIONS,
        QUALITY_ASSESSMENTS,
        DOCUMENTS,
        REPORTING_CALENDAR,
        SUBMISSIONS,
    )
}

__all__ = ["DATASETS", "Dataset"]

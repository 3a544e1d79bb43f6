"""Reporting periods in few letters, for axes, columns and addresses."""

from datetime import date

from dashboard.members import name_members
from dashboard.wording import format_date, text, word


def code_period(grain: str, day: date) -> str:
    """A period as an address has it: `FY2009`, `FY2009Q2`, else its first day."""
    codes = {
        "fiscal_year": f"FY{_find_fiscal_year(day)}",
        "fiscal_quarter": f"FY{_find_fiscal_year(day)}Q{_find_fiscal_quarter(day)}",
    }
    return codes.get(grain, day.isoformat())


def name_period(grain: str, day: date) -> str:
    """A period as a column's head has it: `FY2009`, `FY2009 Q2`, `Apr 2008`."""
    if grain == "month":
        return format_date(day, "LLL y")
    if grain == "programme":
        return name_members("grain")[grain]
    return text(
        f"slot.{grain}",
        year=str(day.year),
        quarter=word("slot_quarter", str((day.month + 2) // 3)),
        fiscal_year=str(_find_fiscal_year(day)),
        fiscal_quarter=word("slot_quarter", str(_find_fiscal_quarter(day))),
    )


def _find_fiscal_year(day: date) -> int:
    """The US fiscal year: it begins in October of the year before."""
    return day.year + (day.month >= 10)


def _find_fiscal_quarter(day: date) -> int:
    return (day.month + 2) % 12 // 3 + 1

"""dbt's cross-database macros as the linter sees them: SQL of the right shape."""


def dateadd(datepart: str, interval: int, from_date: str) -> str:
    """A date moved by whole parts."""
    return f"date_add({from_date}, interval ({interval}) {datepart})"


def datediff(first_date: str, second_date: str, datepart: str) -> str:
    """Whole parts between two dates."""
    return f"datediff('{datepart}', {first_date}, {second_date})"


def date_trunc(datepart: str, date: str) -> str:
    """The first day of the part that the date lies in."""
    return f"date_trunc('{datepart}', {date})"

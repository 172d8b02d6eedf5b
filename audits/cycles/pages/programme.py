"""How a year of the programme is named on pages."""


def year_name(year: int) -> str:
    return f"April {year} to March {year + 1}"

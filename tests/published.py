"""Where the real published statistics are, for tests that run on them; nothing of them is kept with the project."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("PUBLISHED_DATA", Path(__file__).parents[1] / "../shared/data/published")).resolve()

LAIT = FOLDER / "lait_scorecard_indicators_2018_2025.csv"
NEIGHBOURS = FOLDER / "statistical_neighbours_long.csv"
NEIGHBOURS_2021 = FOLDER / "lait_sn_april_2021.xlsx"
ASSESSMENTS = FOLDER / "c2_children_in_need_assessments_duration_2014_to_2024.csv"
PLANS = FOLDER / "d1_child_protection_plans_2013_to_2024.csv"
POPULATION = FOLDER / "ons_mid-year_population_estimates_2012_to_2024.csv"
WORKED_EXAMPLE = FOLDER / "sefton_benchmarks_worked_example.csv"

needs_published_data = pytest.mark.skipif(not LAIT.exists(), reason="The published data is not here: set PUBLISHED_DATA to its folder.")

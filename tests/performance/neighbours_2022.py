"""Published figures of 2022: Sefton and its ten neighbours by the model of April 2021, typed for where the files are not at hand.

Source: Local authority interactive tool, Department for Education (Open Government Licence v3.0).
"""

MEASURES = ("Continue_Assess_Comp", "PrevRegCPR", "LAC", "CareLeaverAcc", "CareLeaverEET")

# The council itself first, then its neighbours in their order: number, name, region, and a figure for each measure.
COUNCILS = [
    ("343", "Sefton", "North West", "79.2", "20.5", "112.0", "91.0", "49.0"),
    ("344", "Wirral", "North West", "81.1", "23.0", "121.0", "94.0", "54.0"),
    ("888", "Lancashire", "North West", "90.0", "27.1", "77.0", "89.0", "48.0"),
    ("808", "Stockton-on-Tees", "North East", "92.0", "23.5", "133.0", "94.0", "46.0"),
    ("392", "North Tyneside", "North East", "92.3", "30.3", "82.0", "79.0", "39.0"),
    ("891", "Nottinghamshire", "East Midlands", "97.4", "30.6", "59.0", "84.0", "55.0"),
    ("351", "Bury", "North West", "87.2", "26.0", "82.0", "84.0", "47.0"),
    ("359", "Wigan", "North West", "79.2", "23.7", "90.0", "89.0", "44.0"),
    ("830", "Derbyshire", "East Midlands", "90.5", "27.8", "60.0", "98.0", "55.0"),
    ("841", "Darlington", "North East", "85.4", "18.2", "122.0", "98.0", "80.0"),
    ("381", "Calderdale", "Yorkshire and The Humber", "97.1", "21.1", "75.0", "93.0", "48.0"),
]  # fmt: skip


def lait_file() -> str:
    """In the shape of the tool's long file."""
    lines = [
        f"{measure},2022,{number}.0,{name},{region},,{figure}"
        for number, name, region, *figures in COUNCILS
        for measure, figure in zip(MEASURES, figures, strict=True)
    ]
    return "\n".join(["measure_code,year,la_code,area,region,non_numeric_marker,value", *lines])


def neighbours_file() -> str:
    (own, name, *_), *others = COUNCILS
    lines = [f"2021-04,{own},{name},{rank},{other[0]},Close" for rank, other in enumerate(others, start=1)]
    return "\n".join(["model,la_code,la_name,rank,neighbour_la_code,closeness", *lines])

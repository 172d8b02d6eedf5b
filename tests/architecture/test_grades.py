"""A grade goes by its code: one function words it, and nothing is counted, kept or looked up by a word for it."""

import ast
import re

from audits.enums import Grade
from foundation.charts import GRADE_STYLES
from foundation.govuk.tag_styles import GRADES
from tests.architecture.source import modules, syntax

# English names of grades as they stand, and why. Sentences about one grade in particular have its word inside them.
NAMED = {
    "audits/enums/__init__.py": "the enum itself",
    "foundation/govuk/tag_styles.py": "what a tag says of a code that nobody has worded",
    "foundation/council/calculations.py": "the third grade, which a council may word in its own way, wherever a label has it",
    "foundation/council/enums.py": "the wordings that a council chooses between",
    "inspections/enums.py": "Ofsted’s own grades of a council, which it does not word",
    "audits/calculations/grades.py": "how people write the third grade, for finding it in their words",
}
# Where a label of the enum is read, and why.
LABELLED = {
    "audits/queries/grade_words.py": "the one function that words a grade",
    "audits/sheets/columns.py": "what people may write in a sheet",
    "audits/models/calibration.py": "a row's own name, for a person who looks into the database",
    "audits/models/judgements.py": "as above",
    "audits/models/tools.py": "as above",
    "inspections/models/inspections.py": "as above, of Ofsted’s grades",
    "inspections/models/published.py": "as above, of Ofsted’s grades",
    "inspections/pages/inspections.py": "Ofsted’s grades in its own words",
    "inspections/reading/outcomes.py": "how Ofsted writes its grades in a file",
    "insight/management/commands/audit_summary.py": "printed for scripts, which know the English names",
}


def test_no_text_is_a_grade_by_its_name():
    # Of a checklist too something is not applicable.
    names = {str(grade.label) for grade in Grade if grade != Grade.NOT_APPLICABLE} | {"Requires improvement"}
    found = {
        str(module)
        for module in modules()
        if not str(module).startswith("demo")
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Constant) and node.value in names
    }

    assert found == set(NAMED)


def test_only_one_function_words_a_grade():
    label = re.compile(r"(?:Grade\([^()]*\)|Grade\.[A-Z_]+|\bgrade|\bcode)\.label\b|Grade\.labels|get_grade_display|get_reference_display")
    found = {
        str(module)
        for module in modules()
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Attribute) and label.search(ast.unparse(node))
    }

    assert found == set(LABELLED)


def test_every_grade_has_its_look_by_its_code():
    assert set(GRADES) == {*Grade.values, ""}
    assert set(GRADE_STYLES) == set(Grade.values)

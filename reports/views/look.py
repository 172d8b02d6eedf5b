"""The Word file whose look the report takes."""

from foundation.accounts.settings_pages import settings_page
from foundation.gate.sizes import takes_files
from reports.forms import WordTemplateForm
from reports.permissions import can_set_word_template
from reports.rendering import MOST_BYTES

word_template = takes_files(MOST_BYTES)(
    settings_page(
        WordTemplateForm,
        "reports/word_template.html",
        may=can_set_word_template,
        denied_because="The QA lead and administrators change the look of the report.",
        said="The template is saved. Files of reports that are made from now on have its look.",
    )
)

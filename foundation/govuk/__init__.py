"""The look: the GOV.UK Design System and MOJ patterns as forms, template tags and layouts. How to: docs/how-to/develop/add-a-page.md."""

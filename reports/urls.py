"""Addresses of the Board's reports: a report's own is its period, 2023-06-to-2023-07 or 2023-07."""

from django.urls import path

from .views import arranging, audiences, editions, facts, files, look, releases, reports, reviewing, writing

app_name = "reports"

urlpatterns = [
    path("", reports.report_list, name="list"),
    path("new/", reports.new, name="new"),
    path("template/", look.word_template, name="word-template"),
    path("audiences/", audiences.audience_rules, name="audience-rules"),
    path("section-templates/", arranging.section_templates, name="section-templates"),
    path("months/", releases.month_list, name="months"),
    path("months/<str:month>/", releases.month_page, name="month"),
    path("owners/", reviewing.section_owners, name="owners"),
    path("<str:code>/", reports.report_page, name="report"),
    path("<str:code>/editions/<int:edition>/", reports.report_page, name="edition"),
    path("<str:code>/editions/<int:edition>/download/<slug:file_format>/", files.download, name="download-edition"),
    path("<str:code>/seal/", editions.seal_page, name="seal"),
    path("<str:code>/changes/", editions.changes, name="changes"),
    path("<str:code>/correct/", editions.correct, name="correct"),
    path("<str:code>/remove/", reports.remove, name="remove"),
    path("<str:code>/meeting/", reports.change, name="change"),
    path("<str:code>/arrange/", arranging.arrange, name="arrange"),
    path("<str:code>/arrange/template/", arranging.apply_template, name="apply-template"),
    path("<str:code>/sections/<slug:key>/", writing.section, name="section"),
    path("<str:code>/sections/<slug:key>/carry/", writing.carry, name="carry"),
    path("<str:code>/sections/<slug:key>/confirm/", writing.confirm_text, name="confirm-text"),
    path("<str:code>/sections/<slug:key>/replace/", facts.replace, name="replace-fact"),
    path("<str:code>/facts/", facts.insert, name="insert-fact"),
    path("<str:code>/figures/<slug:key>/", reports.confirm, name="confirm"),
    path("<str:code>/findings/", reports.findings, name="findings"),
    path("<str:code>/ask/", reports.ask_approval, name="ask-approval"),
    path("<str:code>/reviewers/", reviewing.reviewers, name="reviewers"),
    path("<str:code>/reviewers/<int:pk>/withdraw/", reviewing.withdraw, name="withdraw-review"),
    path("<str:code>/reviewed/", reviewing.give, name="give-review"),
    path("<str:code>/sections/<slug:key>/comment/", reviewing.comment, name="comment"),
    path("<str:code>/comments/<int:pk>/", reviewing.thread, name="comment-thread"),
    path("<str:code>/comments/<int:pk>/resolve/", reviewing.resolve, name="resolve-comment"),
    path("<str:code>/editions/<int:edition>/comments/", reviewing.comments, name="comments"),
    path("<str:code>/approve/", reports.approve, name="approve"),
    path("<str:code>/download/<slug:file_format>/", files.download, name="download"),
    path("<str:code>/editions/<int:edition>/files/", files.files_page, name="files"),
    path("<str:code>/editions/<int:edition>/files/all/", files.all_files, name="all-files"),
    path("<str:code>/editions/<int:edition>/files/<slug:file_format>/", files.file, name="file"),
    path("<str:code>/editions/<int:edition>/audiences/<slug:audience>/", audiences.audience_page, name="audience"),
    path("<str:code>/editions/<int:edition>/audiences/<slug:audience>/ask/", audiences.ask, name="ask-release"),
    path("<str:code>/editions/<int:edition>/audiences/<slug:audience>/release/", audiences.release, name="release"),
    path(
        "<str:code>/editions/<int:edition>/audiences/<slug:audience>/files/<slug:file_format>/",
        audiences.audience_file,
        name="audience-file",
    ),
]

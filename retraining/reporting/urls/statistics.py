from django.urls import URLPattern, path

from retraining.reporting.views import committee, plan, statistics

# /statistics/
urlpatterns: list[URLPattern] = [
    path("", statistics.home, name="statistics_home"),
    path("by-code/", committee.tables, name="tables_by_code"),
    path("plan/", plan.analysis_plan, name="analysis_plan"),
    path("export/", statistics.export, name="export"),
]

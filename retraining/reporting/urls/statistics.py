from django.urls import URLPattern, path

from retraining.reporting.views import blinding, committee, plan, statistics

# /statistics/
urlpatterns: list[URLPattern] = [
    path("", statistics.home, name="statistics_home"),
    path("by-code/", committee.tables, name="tables_by_code"),
    path("codes/", committee.unsealed_tables, name="unsealed_tables"),
    path("blinding/", blinding.how_well, name="blinding"),
    path("plan/", plan.analysis_plan, name="analysis_plan"),
    path("export/", statistics.export, name="export"),
]

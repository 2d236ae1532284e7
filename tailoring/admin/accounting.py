"""What runs have cost, and what is counted: to be read."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin import ForOperators, ForSuperusers
from tailoring.models import Charge, Counter, Spending, Turn
from tailoring.models.charge import MICRO


@admin.register(Spending)
class SpendingAdmin(ForOperators):
    list_display = ("day", "owner", "runs", "dollars")
    fields = readonly_fields = list_display  # type: ignore[assignment]
    list_select_related = ("owner",)
    search_fields = ("owner__email",)
    date_hierarchy = "day"

    def dollars(self, spending: Spending) -> str:
        return f"{spending.spent / MICRO:.4f}"


@admin.register(Charge)
class ChargeAdmin(ForSuperusers):
    list_display = ("day", "owner", "micro_dollars")
    list_select_related = ("owner",)
    search_fields = ("owner__email",)


@admin.register(Turn)
class TurnAdmin(ForSuperusers):
    list_display = ("owner", "number", "free_from")
    list_select_related = ("owner",)
    search_fields = ("owner__email",)


@admin.register(Counter)
class CounterAdmin(ForSuperusers):
    list_display = ("name", "label", "times", "total")
    list_filter = ("name",)
    search_fields = ("name", "label")

from django.apps import AppConfig


class TailoringConfig(AppConfig):
    name = "tailoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tailoring import checks  # noqa: F401 - registers them

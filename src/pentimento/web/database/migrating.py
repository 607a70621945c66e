"""Making and changing tables without drawing all other tables anew for each one.

Django keeps a model of every table while it migrates. When one is added it makes those of all tables that are
related to it again, and here every table is related to every other through the chart and the person: work that grows
with the square of the tables. A table that is only just being made changes nothing about the others that the
database would have to be told, so it alone is made.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class GrowingState(ProjectState):
    """The state of all tables, to which a table, an index or a constraint is added by itself.

    What has been added so is marked as Django marks what it puts off itself: a migration that runs Python, and
    whoever listens for the end of all migrations, gets every model made again first.
    """

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        if model_name in self.apps.all_models[app_label]:
            return super()._find_reload_model(app_label, model_name, delay)  # type: ignore[misc, no-any-return]
        self.is_delayed = True
        return {(app_label, model_name)}

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        made = self.__dict__.pop("apps", None)  # so that nothing is made again
        super()._append_option(app_label, model_name, option_name, obj)  # type: ignore[misc]
        if made is not None:
            self.apps = made
            setattr(
                made.get_model(app_label, model_name)._meta,
                option_name,
                self.models[app_label, model_name].options[option_name],
            )


class Executor(MigrationExecutor):
    """Django's, with a state that grows."""

    def migrate(self, targets: Any, plan: Any = None, state: Any = None, *args: Any, **options: Any) -> Any:
        """As Django's own."""
        known = state or self._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
        return super().migrate(targets, plan, GrowingState(known.models, known.real_apps), *args, **options)

"""``migrate`` as Django has it, by an executor that does not make all models anew for each table."""

from django.core.management.commands import migrate

from pentimento.web.database.migrating import Executor

migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]

Command = migrate.Command

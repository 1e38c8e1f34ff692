"""What Alembic runs: the steps, on the connection that it was given."""

from alembic import context

from store.tables import metadata

# render_as_batch: SQLite can't alter a table, and has it copied.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()

"""The one database: SQLite by itself, PostgreSQL where a city serves from one."""

"""Calls a function of a file that `-pyfs` brings."""

from add_one import add_one

from pyflink.table import EnvironmentSettings, TableEnvironment

table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
table_env.create_temporary_system_function("add_one", add_one)
table_env.execute_sql("SELECT add_one(a) FROM (VALUES (1), (2), (3)) AS source (a)").print()

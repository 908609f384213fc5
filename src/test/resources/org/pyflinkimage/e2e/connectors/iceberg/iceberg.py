"""Makes a table in Iceberg's Hadoop catalog, fills it and reads it."""

from functions import upper_case
from pyflink.table import EnvironmentSettings, TableEnvironment

table = TableEnvironment.create(EnvironmentSettings.in_batch_mode())
table.create_temporary_system_function("upper_case", upper_case)
table.execute_sql(
    "CREATE CATALOG ice WITH ('type' = 'iceberg', 'catalog-type' = 'hadoop', 'warehouse' = 'file:///data/warehouse')"
)
table.execute_sql("CREATE DATABASE ice.db")
table.execute_sql("CREATE TABLE ice.db.words (id BIGINT, word STRING)")
table.execute_sql(
    "INSERT INTO ice.db.words SELECT id, upper_case(word) FROM (VALUES (1, 'one'), (2, 'two')) AS source (id, word)"
).wait()
table.execute_sql("SELECT * FROM ice.db.words").print()

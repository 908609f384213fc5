"""Makes a table in a catalog of Paimon's on a file system, fills it twice and reads it."""

from functions import upper_case
from pyflink.table import EnvironmentSettings, TableEnvironment

table = TableEnvironment.create(EnvironmentSettings.in_batch_mode())
table.create_temporary_system_function("upper_case", upper_case)
table.execute_sql("CREATE CATALOG lake WITH ('type' = 'paimon', 'warehouse' = 'file:///data/warehouse')")
table.execute_sql("USE CATALOG lake")
table.execute_sql("CREATE TABLE words (id BIGINT, word STRING, PRIMARY KEY (id) NOT ENFORCED)")
table.execute_sql(
    "INSERT INTO words SELECT id, upper_case(word) FROM (VALUES (1, 'none'), (2, 'two')) AS source (id, word)"
).wait()
table.execute_sql("INSERT INTO words VALUES (1, 'ONE')").wait()
table.execute_sql("SELECT * FROM words").print()

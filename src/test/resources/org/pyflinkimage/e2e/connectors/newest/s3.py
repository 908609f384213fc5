"""Writes rows to S3, with checkpoints there, and reads them back."""

from functions import upper_case
from pyflink.table import EnvironmentSettings, TableEnvironment

table = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
table.get_config().set("execution.checkpointing.interval", "1 s")
table.get_config().set("execution.checkpointing.dir", "s3://bucket/checkpoints")
table.create_temporary_function("upper_case", upper_case)
table.execute_sql(
    """CREATE TABLE words (id BIGINT, word STRING)
       WITH ('connector' = 'filesystem', 'path' = 's3://bucket/words', 'format' = 'csv')"""
)
table.execute_sql(
    "INSERT INTO words SELECT id, upper_case(word) FROM (VALUES (1, 'one'), (2, 'two')) AS source (id, word)"
).wait()
table.execute_sql("SELECT * FROM words").print()

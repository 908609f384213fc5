"""Explains statements that read from Kafka and write to it. No broker is there, nor a registry of schemas."""

from pyflink.table import EnvironmentSettings, TableEnvironment

table = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
table.execute_sql(
    """CREATE TABLE words_in (id BIGINT, word STRING) WITH ('connector' = 'kafka', 'topic' = 'words',
       'properties.bootstrap.servers' = 'broker:9092', 'properties.group.id' = 'words',
       'scan.startup.mode' = 'earliest-offset', 'format' = 'json')"""
)
table.execute_sql(
    """CREATE TABLE words_out (id BIGINT, word STRING) WITH ('connector' = 'kafka', 'topic' = 'more-words',
       'properties.bootstrap.servers' = 'broker:9092',
       'format' = 'avro-confluent', 'avro-confluent.url' = 'http://registry:8081')"""
)
print(table.explain_sql("SELECT * FROM words_in WHERE id > 1"))
print(table.explain_sql("INSERT INTO words_out SELECT id, word FROM words_in"))

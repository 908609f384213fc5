"""Prints one row that a Python function made."""
from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.udf import udf


@udf(result_type=DataTypes.STRING())
def upper(word):
    return word.upper()


table = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
table.create_temporary_function("upper_case", upper)
table.execute_sql("SELECT upper_case(w) FROM (VALUES ('hello')) AS T(w)").print()

"""Doubles three amounts with a Python function and prints them as a table of three rows.

The founding case: what this prints is compared character by character.
"""

from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col
from pyflink.table.udf import udf


@udf(result_type=DataTypes.BIGINT())
def double(amount):
    return amount * 2


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    # One worker keeps the three rows in the order in which they were written.
    table_env.get_config().set("parallelism.default", "1")
    payments = table_env.from_elements(
        [("Jack", 50), ("Rose", 150), ("Jack", 100)], ["name", "amount"]
    )
    payments.select(col("name"), double(col("amount")).alias("doubled")).execute().print()


if __name__ == "__main__":
    main()

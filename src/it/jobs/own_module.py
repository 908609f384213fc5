"""Calls a module that lies beside this file from inside a Python function."""

import rates

from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col
from pyflink.table.udf import udf


@udf(result_type=DataTypes.BIGINT())
def convert(currency, amount):
    return rates.convert(currency, amount)


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    payments = table_env.from_elements([("EUR", 10), ("CHF", 7)], ["currency", "amount"])
    payments.select(convert(col("currency"), col("amount")).alias("converted")).execute().print()


if __name__ == "__main__":
    main()

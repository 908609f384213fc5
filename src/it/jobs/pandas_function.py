"""Doubles three numbers with a vectorized function: a whole pandas series at a time."""

import pandas

from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col
from pyflink.table.udf import udf


@udf(result_type=DataTypes.BIGINT(), func_type="pandas")
def double(amounts):
    assert isinstance(amounts, pandas.Series), type(amounts)
    return amounts * 2


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    numbers = table_env.from_elements([(1,), (20,), (300,)], ["amount"])
    numbers.select(double(col("amount")).alias("doubled")).execute().print()


if __name__ == "__main__":
    main()

"""Calls a function of the package `brought`, which no image has: the job brings it in its requirements."""

from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col
from pyflink.table.udf import udf


@udf(result_type=DataTypes.STRING())
def twice(number):
    import brought

    return "%s by %s" % (brought.twice(number), brought.__name__)


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    numbers = table_env.from_elements([(21,)], ["number"])
    numbers.select(twice(col("number")).alias("twice")).execute().print()


if __name__ == "__main__":
    main()

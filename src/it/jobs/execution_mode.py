"""Runs a Python function in the mode given on the command line and prints which program it ran inside of.

In process mode that is the Python worker, in thread mode the TaskManager's own Java.
"""

import sys

from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col
from pyflink.table.udf import udf


@udf(result_type=DataTypes.STRING())
def host_program(number):
    with open("/proc/self/comm") as name:
        return "%d inside of %s" % (number * 2, name.read().strip())


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    table_env.get_config().set("python.execution-mode", sys.argv[1])
    numbers = table_env.from_elements([(21,)], ["number"])
    numbers.select(host_program(col("number")).alias("host")).execute().print()


if __name__ == "__main__":
    main()

"""Uses what its job declares: a module out of a zip, an archive in the worker's working directory, a jar on Flink's class path."""

from pyflink.java_gateway import get_gateway
from pyflink.table import EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col

from .functions import described


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    numbers = table_env.from_elements([(1,), (2,)], ["number"])
    numbers.select(described(col("number")).alias("described")).execute().print()
    loader = get_gateway().jvm.java.lang.ClassLoader.getSystemClassLoader()
    print("Resource:", loader.getResource("attached.txt").getPath())


if __name__ == "__main__":
    main()

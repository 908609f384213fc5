from pyflink.table import EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import call, col

table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
table_env.create_java_temporary_function("greet", "org.pyflinkimage.it.udf.Greet")
names = table_env.from_elements([("Jack",), ("Rose",)], ["name"])
names.select(call("greet", col("name"))).execute().print()

"""Predicts rents with a model of LightGBM: a vectorized function that loads a file of the job when its worker starts."""

import lightgbm
import pandas

from pyflink.table import DataTypes, EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col
from pyflink.table.udf import ScalarFunction, udf

MODEL = "/opt/flink/usrlib/model/rents.txt"


class Rent(ScalarFunction):
    def open(self, function_context):
        self.model = lightgbm.Booster(model_file=MODEL)

    def eval(self, area, floor):
        flats = pandas.concat([area, floor], axis=1)
        return pandas.Series(self.model.predict(flats.to_numpy())).round().astype("int64")


rent = udf(Rent(), result_type=DataTypes.BIGINT(), func_type="pandas")


def main():
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    flats = table_env.from_elements([(25.0, 0.0), (65.0, 4.0), (110.0, 1.0)], ["area", "floor"])
    flats.select(col("area"), rent(col("area"), col("floor")).alias("rent")).execute().print()


if __name__ == "__main__":
    main()

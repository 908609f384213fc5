"""Labels words by a model that lies in the image: a module with relative imports, arguments and a data file.

    flink run -pym src.app --stage=dev Jack "Rose and Jack"
"""

import argparse
import json
import sys

from pyflink.table import EnvironmentSettings, TableEnvironment
from pyflink.table.expressions import col

from .core.labels import label


def main():
    parser = argparse.ArgumentParser(prog="src.app")
    parser.add_argument("-s", "--stage", required=True)
    parser.add_argument("words", nargs="+")
    arguments = parser.parse_args()
    print("Arguments:", json.dumps(sys.argv[1:], ensure_ascii=False))
    table_env = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
    table_env.get_config().set("parallelism.default", "1")
    words = table_env.from_elements([(arguments.stage, word) for word in arguments.words], ["stage", "word"])
    words.select(col("stage"), label(col("word")).alias("label")).execute().print()


if __name__ == "__main__":
    main()

"""A DataStream job that is run as a module, with a relative import."""

from pyflink.common import Types
from pyflink.datastream import StreamExecutionEnvironment

from .function import add_one


def main():
    environment = StreamExecutionEnvironment.get_execution_environment()
    numbers = environment.from_collection([1, 2, 3], type_info=Types.LONG())
    for number in numbers.map(add_one, output_type=Types.LONG()).execute_and_collect():
        print("added", number)


if __name__ == "__main__":
    main()

"""Adds one to a number; the one comes out of an archive, and its double from a package of the requirements."""

import sys

from pyflink.table import DataTypes
from pyflink.table.udf import udf


@udf(result_type=DataTypes.BIGINT())
def add_one(number):
    import brought

    if "venv.zip" not in sys.executable:
        raise RuntimeError("run by " + sys.executable)
    with open("numbers/one.txt") as file:
        one = int(file.read())
    return number + brought.twice(one) - one

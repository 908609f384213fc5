"""A function that finds a module and a file where a worker has them."""

import attached_words

from pyflink.table import DataTypes
from pyflink.table.udf import udf


@udf(result_type=DataTypes.STRING())
def described(number):
    with open("weights/weights.txt") as weights:
        return "%d %s %s" % (number, attached_words.WORD, weights.read().strip())

"""What the jobs have Python do."""

from pyflink.table import DataTypes
from pyflink.table.udf import udf


@udf(result_type=DataTypes.STRING())
def upper_case(word):
    return word.upper()

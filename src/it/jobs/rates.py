"""A module of the job's own, needed on the TaskManager as well as by the client."""

RATES = {"EUR": 2, "CHF": 3}


def convert(currency, amount):
    return RATES[currency] * amount

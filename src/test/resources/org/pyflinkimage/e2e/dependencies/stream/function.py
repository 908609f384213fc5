"""The same function for streams."""


def add_one(number):
    import brought

    with open("numbers/one.txt") as file:
        return number + brought.twice(int(file.read())) - 1

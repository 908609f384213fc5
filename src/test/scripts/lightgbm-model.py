#!/usr/bin/env python3
"""Trains the small model of src/it/predictions: the rent of a flat by its area and its floor.

    pip install lightgbm==4.7.0
    python3 src/test/scripts/lightgbm-model.py src/it/predictions/model/rents.txt

It prints what the model predicts for the flats of predict.py.
"""
import sys

import lightgbm
import numpy

FLATS = numpy.array([[area, floor] for area in range(20, 120, 10) for floor in range(5)], dtype=float)
RENTS = FLATS[:, 0] * 10 + numpy.where(FLATS[:, 1] > 2, 100, 0)
SETTINGS = {
    "objective": "regression",
    "num_leaves": 4,
    "min_data_in_leaf": 5,
    "learning_rate": 0.5,
    "verbosity": -1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}

model = lightgbm.train(SETTINGS, lightgbm.Dataset(FLATS, RENTS, feature_name=["area", "floor"]), num_boost_round=3)
model.save_model(sys.argv[1])
print([round(rent) for rent in model.predict(numpy.array([[25.0, 0.0], [65.0, 4.0], [110.0, 1.0]]))])

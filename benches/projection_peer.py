"""What a user would pick instead of `project`: projection_peer.py MODEL SCALE READINGS ANSWERS [SERIES].

Projects every series (or the first so many) 20 steps ahead with intervals of 80% and 95% on all cores. Prints the seconds
that took, reading the file and compiling left out, and the number of series; writes the answers as doubles, series by
series and step by step: median, lower and upper at 80%, lower and upper at 95%.
"""

import os
import sys
import time

import numpy
import pandas
from statsforecast import StatsForecast
from statsforecast.models import RandomWalkWithDrift, Theta

model, scale, readings, answers, *first = sys.argv[1:]
frame = pandas.read_csv(readings)
if first:
    frame = frame[frame["unique_id"] < int(first[0])]
models = {"rw-drift": RandomWalkWithDrift(alias="m"), "theta": Theta(season_length=1, alias="m")}


def project(frame, jobs):
    """The scale is no option of statsforecast: a user would transform there and back."""
    if scale == "gompertz":
        frame = frame.assign(y=-numpy.log(-numpy.log(frame["y"] / 100)))
    forecast = StatsForecast(models=[models[model]], freq=1, n_jobs=jobs).forecast(df=frame, h=20, level=[80, 95])
    answer = forecast[["m", "m-lo-80", "m-hi-80", "m-lo-95", "m-hi-95"]].to_numpy()
    return 100 * numpy.exp(-numpy.exp(-answer)) if scale == "gompertz" else answer


# What it compiles at its first use is not counted.
project(frame[frame["unique_id"] < 10], 1)
begun = time.perf_counter()
answer = project(frame, os.cpu_count())
print(time.perf_counter() - begun, len(answer) // 20)
answer.astype("<f8").tofile(answers)

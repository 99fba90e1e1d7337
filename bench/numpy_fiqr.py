"""The floor of `score`: reads, computes and writes FIQR scores with numpy, and checks nothing."""

import sys

import numpy as np

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    next(file)
    ids = [line.split(",", 1)[0] for line in file]
answers = np.loadtxt(source, delimiter=",", skiprows=1, usecols=range(1, 22), dtype=np.int64)
function = answers[:, :9].sum(1) / 3
overall = answers[:, 9:11].sum(1) * 1.0
symptoms = answers[:, 11:].sum(1) / 2
total = function + overall + symptoms
# The cuts belong to the band below; a sum of thirds can miss one by a hair.
place = np.searchsorted([30, 45, 65], total - 1e-9, side="left")
bands = np.array(["lowest band", "mild", "moderate", "severe"])[place]
columns = (function, overall, symptoms, total, bands)
with open(target, "w", encoding="utf-8") as file:
    file.write("id,scale,score,status,band,rule\n")
    for who, f, o, s, t, band in zip(ids, *(column.tolist() for column in columns), strict=True):
        file.write(
            f"{who},function,{f},complete,,v1\n{who},overall,{o},complete,,v1\n"
            f"{who},symptoms,{s},complete,,v1\n{who},total,{t},complete,{band},v1\n"
        )

"""How fast, how large, how right: this project beside what one writes with LlamaIndex, in the same run.

`python -m evals.benchmarks --data FOLDER` writes a table, a plot and every number. The way: workload (documents and
questions on disk) -> one step after the other, each a process of its own -> rows -> bars, table, plot.
"""

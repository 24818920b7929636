"""Writes exports.json: what pandas, pyarrow and TensorBoard read from the files that `dawnlab export` writes.

    python3 -m venv venv && venv/bin/pip install pandas==3.1.1 pyarrow==26.0.1 tensorboard==2.21.0
    for format in csv arrow parquet tensorboard; do
      dawnlab export test/golden/export_runs.json --format $format --out out/exports --start 2026-01-31T12:00:00Z
    done
    venv/bin/python test/golden/exports.py out/exports

A file's digest stands beside what was read from it: a test that writes another file has to be shown to them again.
"""

import hashlib
import json
import pathlib
import sys

import pandas
import pyarrow.feather
import pyarrow.parquet
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

folder = pathlib.Path(sys.argv[1])


def arrow_columns(table):
    return {name: {"type": str(table.schema.field(name).type), "values": table[name].to_pylist()} for name in table.column_names}


def csv_columns(path):
    frame = pandas.read_csv(path, dtype_backend="pyarrow")
    return {
        name: {"type": str(frame[name].dtype), "values": [None if pandas.isna(value) else value for value in frame[name].tolist()]}
        for name in frame.columns
    }


def scalars(path):
    events = EventAccumulator(str(path), size_guidance={"scalars": 0}).Reload()
    return {tag: [[event.wall_time, event.step, event.value] for event in events.Scalars(tag)] for tag in events.Tags()["scalars"]}


readers = {
    ".csv": csv_columns,
    ".arrow": lambda path: arrow_columns(pyarrow.feather.read_table(path)),
    ".parquet": lambda path: arrow_columns(pyarrow.parquet.read_table(path)),
    ".dawnlab": scalars,
}
golden = {
    path.relative_to(folder).as_posix(): {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "read": readers[path.suffix](path),
    }
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
target = pathlib.Path(__file__).with_name("exports.json")
target.write_text(json.dumps(golden, indent=1, ensure_ascii=False, allow_nan=False) + "\n")

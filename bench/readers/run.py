"""What reading costs by format: megabytes a second, and the most memory it takes.

Usage: run.py READERS GENERATE FIXTURES WORK [MEGABYTES]
READERS is the example `readers` of canvass-ingest, GENERATE the program `generate` of this workspace, FIXTURES the
folder of letters that canvass-ingest is tested with, WORK a folder for what is read. Tables of MEGABYTES (500) are
made as CSV and as JSON Lines; workbooks and parquet files are made where `polars` and `xlsxwriter` are installed.
"""

import csv
import json
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = 3
COPIES = 2000
# So many of the generator's responses have more than a megabyte in the survey.
RESPONSES_A_MEGABYTE = 850
TABLE_ROWS = 20_000
LETTERS = ["txt", "md", "html", "rtf", "docx", "odt", "doc", "pdf", "eml", "msg"]


def measure(command):
    """Wall seconds, peak megabytes and what was printed."""
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    printed = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} ended with {child.returncode}")
    return time.monotonic() - begin, usage.ru_maxrss / 1024, [int(number) for number in printed.split()]


def fresh(work, name, definition):
    """An empty consultation folder, or one that was filled before."""
    folder = work / name
    is_new = not folder.exists()
    if is_new:
        (folder / "responses").mkdir(parents=True)
        (folder / "consultation.toml").write_text(definition)
    return folder, is_new


def letters(work, fixtures, definition):
    """A folder of copies of one letter for each format."""
    for ending in LETTERS:
        found = [fixtures / "letter.txt"] if ending == "txt" else sorted(fixtures.glob(f"{ending}/letter.{ending}"))
        if not found:
            continue
        folder, is_new = fresh(work, f"letters-{ending}", definition)
        for copy in range(COPIES if is_new else 0):
            shutil.copy(found[0], folder / "responses" / f"{copy:04}.{ending}")
        yield ending, folder


def tables(work, survey, definition, spec, megabytes):
    """A folder with one large table for CSV and for JSON Lines: the same rows."""
    for ending in ["csv", "jsonl"]:
        name = f"survey.{ending}"
        folder, is_new = fresh(work, f"table-{megabytes}-{ending}", definition + spec.replace("survey.csv", name))
        if is_new:
            with open(survey, newline="") as source, open(folder / "responses" / name, "w", newline="") as target:
                write_rows(csv.reader(source), target, ending, megabytes * 1_000_000)
        yield ending, folder


def write_rows(rows, target, ending, most):
    """As many rows as fit into so many bytes."""
    head = next(rows)
    lines = csv.writer(target)
    if ending == "csv":
        lines.writerow(head)
    for number, row in enumerate(rows):
        if number % 1000 == 0 and target.tell() > most:
            return
        if ending == "csv":
            lines.writerow(row)
        else:
            target.write(json.dumps(dict(zip(head, row)), ensure_ascii=False) + "\n")


def converted(work, survey, definition, spec):
    """The first rows of the survey as parquet and as a workbook, and once more as CSV to compare with."""
    try:
        import polars
        import xlsxwriter  # noqa: F401
    except ImportError:
        print("xlsx and parquet are left out: `pip install polars xlsxwriter` makes them")
        return
    with open(survey, newline="") as source:
        head, *rows = [row for row, _ in zip(csv.reader(source), range(TABLE_ROWS + 1))]
    frame = polars.DataFrame(rows, schema=head, orient="row")
    for ending, write in [("csv", "write_csv"), ("xlsx", "write_excel"), ("parquet", "write_parquet")]:
        name = f"survey.{ending}"
        folder, is_new = fresh(work, f"rows-{ending}", definition + spec.replace("survey.csv", name))
        if is_new:
            getattr(frame, write)(str(folder / "responses" / name))
        yield f"{ending} ({TABLE_ROWS:,} rows)", folder


def consultation(work, generate, megabytes):
    """A large survey as CSV, the definition without tables, and what it says of the survey's table."""
    made = work / f"generated-{megabytes}"
    if not made.exists():
        subprocess.run([generate, made, str(megabytes * RESPONSES_A_MEGABYTE), "1"], check=True)
    definition, *specs = (made / "consultation.toml").read_text().split("[[table]]")
    spec = next(spec for spec in specs if "survey.csv" in spec)
    return made / "responses" / "survey.csv", definition, "[[table]]" + spec


def make(work, generate, fixtures, megabytes):
    """Every folder to read, with the name of its format."""
    survey, definition, spec = consultation(work, generate, megabytes)
    return [
        *tables(work, survey, definition, spec, megabytes),
        *converted(work, survey, definition, spec),
        *letters(work, fixtures, definition),
    ]


def main():
    readers, generate, fixtures, work = sys.argv[1:5]
    megabytes = int(sys.argv[5]) if len(sys.argv) > 5 else 500
    fixtures, work = pathlib.Path(fixtures), pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    # In a process of its own: what this one holds would count as the first peak of those that it starts.
    with multiprocessing.Pool(1) as maker:
        folders = maker.apply(make, (work, generate, fixtures, megabytes))
    taken = {name: [] for name, _ in folders}
    for _ in range(ROUNDS):
        for name, folder in folders:
            taken[name].append(measure([readers, folder]))
    print(f"one thread, in this process; {ROUNDS} rounds in turn, medians; letters are {COPIES:,} copies of one")
    print(f"{'format':>22}{'files MB':>10}{'text MB':>9}{'wall s':>8}{'MB/s':>8}{'text MB/s':>11}{'peak MB':>9}")
    for name, folder in folders:
        size = sum(file.stat().st_size for file in (folder / "responses").iterdir()) / 1e6
        wall = statistics.median(wall for wall, _, _ in taken[name])
        peak = statistics.median(peak for _, peak, _ in taken[name])
        text = taken[name][0][2][1] / 1e6
        print(f"{name:>22}{size:10.1f}{text:9.1f}{wall:8.2f}{size / wall:8.1f}{text / wall:11.1f}{peak:9.0f}")


if __name__ == "__main__":
    main()

"""Runs the bare index and `canvass run` in turn over the same folders and prints what each took.

Usage: compare.py TOOLS CANVASS WORK [SIZE ...]
TOOLS is the folder with `generate` and `bare`, CANVASS the program, WORK a folder for responses and outputs.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = 3
SEED = "1"
# macOS counts the peak in bytes, everyone else in kilobytes.
PEAK_UNIT = 1 if platform.system() == "Darwin" else 1024


def measure(command):
    """CPU seconds, wall seconds and peak megabytes of a command."""
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.stderr.write(complaint.decode(errors="replace"))
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * PEAK_UNIT / 1e6


def folder_size(folder):
    """Megabytes of the files below a folder."""
    files = (os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
    return sum(os.path.getsize(file) for file in files) / 1e6


def generate(tools, work, size):
    """The folder with so many responses, written once."""
    folder = os.path.join(work, f"responses-{size}")
    if not os.path.exists(folder):
        shutil.rmtree(folder + ".part", ignore_errors=True)
        subprocess.run([os.path.join(tools, "generate"), folder + ".part", str(size), SEED], check=True)
        os.rename(folder + ".part", folder)
    return folder


def contest(tools, canvass, work, folder):
    """Medians over the rounds, bare first, and the size of each output."""
    output = os.path.join(work, "output")
    commands = {
        "bare tantivy": [os.path.join(tools, "bare"), folder, output],
        "canvass run": [canvass, "run", folder, "--out", output],
    }
    taken = {name: [] for name in commands}
    sizes = {}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            shutil.rmtree(output, ignore_errors=True)
            taken[name].append(measure(command))
            sizes[name] = folder_size(output)
    shutil.rmtree(output, ignore_errors=True)
    return {name: [*map(statistics.median, zip(*taken[name])), sizes[name]] for name in commands}


def main():
    tools, canvass, work, *sizes = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    print(f"{ROUNDS} rounds each in turn, medians; {os.cpu_count()} cores")
    print(f"{'responses':>10}  {'':<13}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'disk MB':>9}")
    for size in map(int, sizes or ["10000", "100000"]):
        folder = generate(tools, work, size)
        results = contest(tools, canvass, work, folder)
        for name, figures in results.items():
            print(f"{size:>10}  {name:<13}" + "".join(f"{figure:9.2f}" for figure in figures))
        bare, whole = results.values()
        print(f"{'':>10}  {'ratio':<13}" + "".join(f"{ours / base:9.2f}" for ours, base in zip(whole, bare)))
        print(f"{'':>10}  {folder_size(os.path.join(folder, 'responses')):.0f} MB of responses", flush=True)


if __name__ == "__main__":
    main()

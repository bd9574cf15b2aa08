"""Executes every notebook headless and fails where a cell fails or a notebook shows no chart.

Usage: python notebooks/execute.py FOLDER   (executed copies are written there)
"""

import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
CHART = "image/svg+xml"


def charts(notebook) -> int:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return sum(CHART in output.get("data", {}) for output in outputs)


def main(folder: Path) -> None:
    sources = sorted(path for path in HERE.glob("*.py") if path.name != Path(__file__).name)
    failed = 0
    for source in sources:
        notebook = jupytext.read(source)
        try:
            NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(HERE)}}).execute()
            if charts(notebook) == 0:
                raise AssertionError("no chart was drawn")
        except Exception as error:  # noqa: BLE001 - told, counted, and the others still run
            failed += 1
            print(f"{source.name}: {error}", file=sys.stderr)
            continue
        nbformat.write(notebook, folder / source.with_suffix(".ipynb").name)
        print(f"{source.name}: executed, {charts(notebook)} charts")
    print(f"{len(sources) - failed} passed, {failed} failed")
    if failed or not sources:
        sys.exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

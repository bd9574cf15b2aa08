"""Opens pages in a headless browser and checks what a reader would stumble over.

Usage: look.py BROWSER PAGE ...   where a page is a file or an address on this machine

Each page is opened at the width of a phone and of a laptop: nothing may reach over the edge, and axe-core may find
no violation of WCAG 2 A and AA. Then it is printed, which must give pages.
"""

import html
import importlib.resources
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request

WIDTHS = {"phone": 500, "laptop": 1280}

# Runs in the page: what axe finds, and how far the content reaches.
PROBE = """
axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then((found) => {
  const result = document.createElement("pre");
  result.id = "found-by-probe";
  result.textContent = JSON.stringify({
    violations: found.violations.map((one) => [one.id, one.help, one.nodes.slice(0, 3).map((node) => node.html)]),
    passes: found.passes.length,
    reach: document.documentElement.scrollWidth,
    width: window.innerWidth,
  });
  document.body.append(result);
});
"""


def browse(browser, *args):
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *args]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def probed(browser, page, folder, width):
    """What the probe finds in a page that is as wide."""
    if page.startswith("http://127.0.0.1:"):
        text = urllib.request.urlopen(page, timeout=60).read().decode("utf-8")
    else:
        with open(page, encoding="utf-8") as file:
            text = file.read()
    axe = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    path = os.path.join(folder, "probed.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</body>", f"<script>{axe}</script><script>{PROBE}</script></body>"))
    shown = browse(browser, f"--window-size={width},900", "--virtual-time-budget=60000", "--dump-dom", f"file://{path}")
    result = re.search(r'<pre id="found-by-probe">(.*?)</pre>', shown, re.DOTALL)
    if not result:
        sys.exit(f"{page}: the probe gave no answer")
    return json.loads(html.unescape(result.group(1)))


def main():
    browser, pages = sys.argv[1], sys.argv[2:]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            name = os.path.basename(page)
            for device, width in WIDTHS.items():
                found = probed(browser, page, folder, width)
                if found["passes"] == 0:
                    wrong.append(f"{name}: nothing was checked")
                wrong += [f"{name} on a {device}: {one}" for one in found["violations"]]
                if found["reach"] > found["width"]:
                    wrong.append(f"{name} on a {device}: reaches to {found['reach']} of {found['width']}")
            printed = os.path.join(folder, "printed.pdf")
            address = page if "://" in page else f"file://{os.path.abspath(page)}"
            browse(browser, f"--print-to-pdf={printed}", address)
            if not os.path.getsize(printed):
                wrong.append(f"{name}: printing gives nothing")
    for line in wrong:
        print(line)
    print(f"{len(pages)} pages looked at, {len(wrong)} complaints")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

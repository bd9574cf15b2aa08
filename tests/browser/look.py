"""Opens pages in a headless browser and checks what a reader would stumble over.

Usage: look.py BROWSER PAGE ...   where a page is a file or an address on this machine

Each page is opened at the width of a phone, of a laptop, and of a sheet of paper with the style of print: nothing may
reach over the edge, not even the caption of a table that scrolls, and on screens axe-core may find no violation of
WCAG 2 A and AA. Where a page counts in several ways, each is chosen once on the laptop. Then the page is printed, which
must give pages.
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

# A sheet of A4 less its margins is 182 mm, 688 pixels.
WIDTHS = {"phone": 390, "laptop": 1366, "paper": 688}

# Browsers have windows no narrower than 500 pixels; a frame may be of any width, and says what it found.
FRAME = """<!DOCTYPE html><title>frame</title>
<script>
window.addEventListener("message", (message) => {
  const result = document.createElement("pre");
  result.id = "found-by-probe";
  result.textContent = message.data;
  document.body.append(result);
});
</script>
<body><iframe src="probed.html" style="width: WIDTHpx; height: 900px; border: 0"></iframe>
"""

# Runs in the page: what axe finds, and how far the content reaches.
PROBE = """
(async () => {
  const found = [];
  let passes = 0;
  let reach = 0;
  const ways = DEVICE === "laptop" ? [...document.querySelectorAll("input[name=view]")] : [];
  for (const way of ways.length > 0 ? ways : [null]) {
    if (way) way.click();
    if (DEVICE !== "paper") {
      const one = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
      const nodes = (rule) => rule.nodes.slice(0, 3).map((node) => node.html);
      found.push(...one.violations.map((rule) => [rule.id, rule.help, nodes(rule)]));
      passes += one.passes.length;
    }
    reach = Math.max(reach, document.documentElement.scrollWidth);
    const words = (caption) => {
      const range = document.createRange();
      range.selectNodeContents(caption);
      return range.getBoundingClientRect();
    };
    const captions = [...document.querySelectorAll("caption")].filter((caption) => caption.checkVisibility());
    const cut = captions.filter((caption) => words(caption).right > window.innerWidth);
    if (cut.length > 0) found.push(["captions", "reach over the edge", cut.slice(0, 3).map((caption) => caption.textContent)]);
    const shown = new Set([...document.querySelectorAll(".view")].filter((part) => part.checkVisibility()));
    if (way && [...shown].some((part) => !part.classList.contains(way.id.slice("view-".length)))) {
      found.push(["views", "more is shown than the way of counting that was chosen", [way.id]]);
    }
    if (way && shown.size === 0) found.push(["views", "nothing is shown", [way.id]]);
  }
  window.parent.postMessage(JSON.stringify({ violations: found, passes, reach, width: window.innerWidth }), "*");
})();
"""


def browse(browser, *args):
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *args]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def probed(browser, page, folder, device):
    """What the probe finds in a page on a device."""
    if page.startswith("http://127.0.0.1:"):
        text = urllib.request.urlopen(page, timeout=60).read().decode("utf-8")
    else:
        with open(page, encoding="utf-8") as file:
            text = file.read()
    probe = f'const DEVICE = "{device}";{PROBE}'
    if device == "paper":
        text = text.replace("@media print", "@media all")
    axe = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    path = os.path.join(folder, "probed.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</body>", f"<script>{axe}</script><script>{probe}</script></body>"))
    frame = os.path.join(folder, "frame.html")
    with open(frame, "w", encoding="utf-8") as file:
        file.write(FRAME.replace("WIDTH", str(WIDTHS[device])))
    shown = browse(browser, "--window-size=1600,1000", "--virtual-time-budget=60000", "--dump-dom", f"file://{frame}")
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
            for device in WIDTHS:
                found = probed(browser, page, folder, device)
                if found["passes"] == 0 and device != "paper":
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

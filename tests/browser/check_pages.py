"""Opens pages that sizer wrote in a browser and holds them to what a reader may expect.

    check_pages.py --browser CHROMIUM --sizer PROGRAM --directory SCRATCH [--screenshots]

Exit status 77 where there is no browser: the test is then skipped.
"""

import argparse
import base64
import pathlib
import shutil
import subprocess
import sys

from browser import Browser

HERE = pathlib.Path(__file__).parent
HOSTILE = "</title><script>document.title='taken'</script>\"'><img src=x onerror=alert(1)>"
SCENARIO = HERE / "hostile.toml"

# What each page is the answer to, and how many charts it has at least.
PAGES = {
    "plan.html": (["plan", SCENARIO], 4),
    "check.html": (["check", SCENARIO, "--on", "10 x m5.2xlarge"], 3),
    "compare.html": (["compare", SCENARIO, "--vary", "nodes=2..12", "--vary", "purchase=on-demand,spot"], 1),
    "simulate.html": (["simulate", SCENARIO, "--on", "10 x m5.2xlarge", "--lose-node", "60%"], 1),
}

LOOK = """(() => {
  const box = e => e.getBoundingClientRect();
  const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const light = colour => {
    const part = colour.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
      .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const paper = getComputedStyle(document.body).backgroundColor;
  const charts = [...document.querySelectorAll('figure > svg')];
  const words = [...document.querySelectorAll('h1, h2, p, dt, dd, th, td, summary, figcaption span')];
  return {
    charts: charts.length,
    unseen: charts.filter(c => box(c).width < 100 || box(c).height < 20).length,
    untold: charts.filter(c => !c.querySelector('title')?.textContent || !c.querySelector('desc')?.textContent).length,
    small: charts.flatMap(c => [...c.querySelectorAll('text')]).filter(t => t.textContent && box(t).height < 11)
      .map(t => t.textContent),
    clashes: charts.flatMap(c => {
      const texts = [...c.querySelectorAll('.tick, .title')];
      return texts.flatMap((a, i) => texts.slice(i + 1).filter(b => overlap(box(a), box(b)))
        .map(b => a.textContent + ' | ' + b.textContent));
    }),
    outside: charts.flatMap(c => [...c.querySelectorAll('text')].filter(t =>
      box(t).left < box(c).left - 2 || box(t).right > box(c).right + 2).map(t => t.textContent)),
    too_wide: document.documentElement.scrollWidth - innerWidth,
    faint: words.filter(e => e.textContent && contrast(getComputedStyle(e).color, paper) < 4.5).map(e => e.textContent),
    active: document.querySelectorAll('script, img, iframe, object, [onerror], [onload]').length,
    title: document.title, text: document.body.textContent, paper: paper,
  };
})()"""


def complaints(events, url):
    """What the page said on the console, and what it asked the network for beside itself."""
    for event in events:
        method, told = event.get("method"), event.get("params", {})
        if method in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            yield f"console: {told}"
        if method == "Network.requestWillBeSent":
            asked = told["request"]["url"]
            if asked != url and not asked.startswith("data:"):
                yield f"network request: {asked}"


def faults(seen, charts):
    if seen["charts"] < charts:
        yield f"{seen['charts']} charts, {charts} expected"
    if seen["active"]:
        yield "a name became an element"
    if "<script>document.title='taken'</script>" not in seen["text"] or seen["title"] == "taken":
        yield "the hostile name is not shown as text"
    if seen["too_wide"] > 0:
        yield f"{seen['too_wide']} pixels wider than the window"
    for fault in ("unseen", "untold", "small", "clashes", "outside", "faint"):
        if seen[fault]:
            yield f"{fault}: {seen[fault]}"


def look_at(browser, page, charts, keep_screenshots):
    papers = set()
    for width in (1200, 400):
        for scheme in ("light", "dark"):
            events = browser.open(page.as_uri(), width, scheme)
            seen = browser.evaluate(LOOK)
            papers.add((scheme, seen["paper"]))
            where = f"{page.name}, {width} pixels, {scheme}: "
            yield from (where + fault for fault in complaints(events, page.as_uri()))
            yield from (where + fault for fault in faults(seen, charts))
            if keep_screenshots:
                picture = page.with_name(f"{page.stem}-{width}-{scheme}.png")
                picture.write_bytes(base64.b64decode(browser.screenshot()))
    if len({paper for _, paper in papers}) != 2:
        yield f"{page.name}: light and dark look alike"


def main():
    parser = argparse.ArgumentParser()
    for name in ("--browser", "--sizer", "--directory"):
        parser.add_argument(name, required=True)
    parser.add_argument("--screenshots", action="store_true")
    asked = parser.parse_args()
    if not shutil.which(asked.browser):
        print("skipped: no Chromium (on Debian: apt-get install chromium)")
        return 77
    scratch = pathlib.Path(asked.directory).resolve()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    found = []
    with Browser(asked.browser, scratch / "profile") as browser:
        for name, (command, charts) in PAGES.items():
            page = scratch / name
            written = subprocess.run([asked.sizer, *command, "-o", page], check=False).returncode
            if written not in (0, 1):
                found.append(f"{name}: sizer ended with {written}")
                continue
            found += look_at(browser, page, charts, asked.screenshots)
    for fault in found:
        print(fault)
    print(f"{len(PAGES)} pages, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

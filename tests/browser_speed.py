"""`python tests/browser_speed.py`: how fast the real chat opens and answers in a real browser, in milliseconds."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from browser_server import FLAGS, find_browser, running_server
from browsing import SIGNATORIES, ready
from playwright.sync_api import Browser, sync_playwright

VISITS = 10
# From the key to the frame after the answer stands on the page.
_ANSWERED = """number => new Promise((done) => {
  const begun = performance.now();
  const observer = new MutationObserver(() => {
    const turn = document.querySelectorAll(".turn")[number];
    if (!turn || ["pending", "partial"].includes(turn.dataset.status)) return;
    observer.disconnect();
    requestAnimationFrame(() => done(performance.now() - begun));
  });
  observer.observe(document.querySelector(".turns"), { childList: true, subtree: true });
  document.getElementById("question").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
})"""


def main() -> int:
    """Print medians and worst cases over new profiles, each with an empty cache; return 0."""
    opened: list[float] = []
    first: list[float] = []
    later: list[float] = []
    with (
        tempfile.TemporaryDirectory() as log,
        running_server(Path(log) / "log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for _ in range(VISITS):
            ready_ms, answers = _visit(browser, address)
            opened.append(ready_ms)
            first.append(answers[0])
            later += answers[1:]
        browser.close()
    for name, times in (("page usable", opened), ("first answer", first), ("later answers", later)):
        sys.stdout.write(f"{name:14} median {statistics.median(times):5.0f} ms, worst {max(times):5.0f} ms\n")
    return 0


def _visit(browser: Browser, address: str) -> tuple[float, list[float]]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}?lang=az")
        ready(page)
        opened: float = page.evaluate("performance.now()")
        answers: list[float] = []
        for number, question in enumerate(SIGNATORIES.values()):
            page.locator("#question").fill(question)
            answers.append(page.evaluate(_ANSWERED, number))
    return opened, answers


if __name__ == "__main__":
    sys.exit(main())

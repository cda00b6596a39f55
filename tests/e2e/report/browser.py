"""Headless Chromium with the network cut off, as Debian packages it."""

import json
import shutil
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
    # A container's /dev/shm is too small for a page of this size.
    "--disable-dev-shm-usage",
    # Chromium's own wishes for the network, which are none of the page's.
    "--disable-background-networking", "--disable-component-update",
    "--no-first-run")
# Resolves once the page says that all is drawn, or with what went wrong.
DRAWN = """
const done = arguments[0];
addEventListener("error", (event) => done(event.message));
(function look() {
  if (document.documentElement.dataset.drawn) done(null);
  else setTimeout(look, 20);
})();
"""


class Browser:
    def __init__(self):
        options = Options()
        options.binary_location = shutil.which("chromium")
        for option in OPTIONS:
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs",
                               {"browser": "ALL", "performance": "ALL"})
        self._driver = webdriver.Chrome(
            service=Service(shutil.which("chromedriver")), options=options)
        self._driver.set_script_timeout(600)
        self._tell("Network.enable")
        self._tell("Network.emulateNetworkConditions", offline=True, latency=0,
                   downloadThroughput=0, uploadThroughput=0)

    def quit(self):
        self._driver.quit()

    def _tell(self, command, **arguments):
        return self._driver.execute_cdp_cmd(command, arguments)

    def open(self, path, width=1280, scheme="light"):
        """Loads the file at `path` and returns when its charts are drawn."""
        self.messages(), self.requests()  # Those of the page before.
        self.prefer(scheme)
        self._tell("Emulation.setDeviceMetricsOverride", width=width,
                   height=900, deviceScaleFactor=1, mobile=width < 500)
        self._driver.get(path.as_uri())
        self.wait_until_drawn()

    def wait_until_drawn(self):
        error = self._driver.execute_async_script(DRAWN)
        if error:
            raise AssertionError(f"the page's script failed: {error}")

    def prefer(self, scheme):
        self._tell("Emulation.setEmulatedMedia", media="", features=[
            {"name": "prefers-color-scheme", "value": scheme}])

    def print_media(self):
        """Shows the page as it is printed, until it is opened anew."""
        self._tell("Emulation.setEmulatedMedia", media="print")

    def ask(self, script, *arguments):
        """What the JavaScript `script` returns."""
        return self._driver.execute_script(script, *arguments)

    def visible_text(self, selector):
        return self._driver.find_element("css selector", selector).text

    def count(self, selector):
        return len(self._driver.find_elements("css selector", selector))

    def messages(self):
        """What the console said since the last time."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def requests(self):
        """Addresses that were asked for since the last time; those within the
        page (data:) aside."""
        events = [json.loads(entry["message"])["message"]
                  for entry in self._driver.get_log("performance")]
        addresses = [event["params"]["request"]["url"] for event in events
                     if event["method"] == "Network.requestWillBeSent"]
        return [address for address in addresses
                if urllib.parse.urlsplit(address).scheme != "data"]

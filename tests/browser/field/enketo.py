"""A client of OpenRosa that nobody here wrote: Enketo's engine in a page of its own, behind a server as Enketo has one.

The engine never speaks with the office: as with Enketo, its server fetches forms and posts what was filled, and proves
itself by HTTP digest (here httpx does).
"""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import httpx
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Page, Route, expect

BUNDLE = Path(__file__).parents[1] / "vendor" / "enketo.min.js"
ADDRESS = "https://enketo.contoh.test/"
LIST, MANIFEST = "{http://openrosa.org/xforms/xformsList}", "{http://openrosa.org/xforms/xformsManifest}"
RESPONSE = "{http://openrosa.org/http/response}"
SHOW = """async ({ xform, villages, filled }) => {
  const { form, model } = await Enketo.transform({ xform, media: { "villages.csv": "villages.csv" } });
  document.body.innerHTML = form;
  const items = document.implementation.createDocument("", "root");
  for (const row of villages) {
    const item = items.documentElement.appendChild(items.createElement("item"));
    for (const [name, value] of Object.entries(row)) item.appendChild(items.createElement(name)).textContent = value;
  }
  const data = { modelStr: model, external: [{ id: "villages", src: "jr://file-csv/villages.csv", xml: items }] };
  if (filled) Object.assign(data, { instanceStr: filled, submitted: true });
  globalThis.sheet = new Enketo.Form(document.querySelector("form.or"), data);
  return sheet.init();
}"""
FINISH = "async () => ({ valid: await sheet.validate(), xml: sheet.getDataStr({ irrelevant: false }) })"

PHOTO = """async () => {
  const [file] = Enketo.fileManager.getCurrentFiles();
  return [file.name, [...new Uint8Array(await file.arrayBuffer())]];
}"""


@dataclass
class Enketo:
    """The client: its server's connection to the office, and the page in which the form stands."""

    page: Page
    site: str
    login: str
    secret: str
    offered: dict[str, str] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.office = httpx.Client(
            base_url=self.site,
            auth=httpx.DigestAuth(self.login, self.secret),
            headers={"X-OpenRosa-Version": "1.0"},
        )
        self.page.route(ADDRESS, _own_page)

    def fetched(self, address: str) -> httpx.Response:
        """Fetch something from the office."""
        answer = self.office.get(address)
        assert answer.status_code == 200, answer.text
        return answer

    def take_form(self, code: str) -> "Enketo":
        """Go from the list of forms to the form and to what it needs."""
        listed = [_told(each, LIST) for each in _root(self.fetched("/lapangan/odk/formList")).iter(f"{LIST}xform")]
        self.offered = next(each for each in listed if each["formID"] == code)
        media = _root(self.fetched(self.offered["manifestUrl"])).iter(f"{MANIFEST}mediaFile")
        files = {each["filename"]: each["downloadUrl"] for each in (_told(row, MANIFEST) for row in media)}
        villages = csv.DictReader(io.StringIO(self.fetched(files["villages.csv"]).text))
        self.form = {"xform": self.fetched(self.offered["downloadUrl"]).text, "villages": [*villages]}
        return self

    def show(self, filled: str = "") -> "Enketo":
        """Let the engine render the form, or one that was filled before, to be corrected."""
        self.page.goto(ADDRESS)
        self.page.add_script_tag(path=BUNDLE)
        complaints = self.page.evaluate(SHOW, {**self.form, "filled": filled})
        assert complaints == []
        expect(self.page.locator("form.or")).to_be_visible()
        return self

    def finish(self) -> str:
        """Let the engine check the form and write it down."""
        done = self.page.evaluate(FINISH)
        assert done["valid"] is True, done
        return str(done["xml"])

    def photo(self) -> tuple[str, bytes]:
        """Return name and content of the photo as the engine hands it over."""
        name, content = self.page.evaluate(PHOTO)
        return name, bytes(content)

    def post(self, xml: str, **files: bytes) -> tuple[int, str]:
        """Post what was filled, with these of its files; return the status and what the office says."""
        parts = {"xml_submission_file": ("submission.xml", xml.encode(), "text/xml")}
        parts |= {name: (name, content, "image/jpeg") for name, content in files.items()}
        answer = self.office.post("/lapangan/odk/submission", files=parts)
        return answer.status_code, _root(answer).findtext(f"{RESPONSE}message", "")


def _own_page(route: Route) -> None:
    route.fulfill(content_type="text/html", body="<!doctype html><meta charset=utf-8><title>Enketo</title>")


def _root(answer: httpx.Response) -> Element:
    root: Element = fromstring(answer.content)
    return root


def _told(row: Element, space: str) -> dict[str, str]:
    return {child.tag.removeprefix(space): child.text or "" for child in row}

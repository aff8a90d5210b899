"""A browser without a screen: the story goes through the same pages, forms and permissions as people do."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Self

from django.core.wsgi import get_wsgi_application
from django.urls import resolve, reverse
from webtest import AppError, TestApp, Upload

from netral.config.errors import NetralError
from netral.engines.seal.documents.blocks import Letterhead, OfficialDocument, Paragraph
from netral.engines.seal.documents.render import render
from netral.foundation.workflow.look import SEEN

ENVIRONMENT = {"HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}

REFUSALS = ["govuk-error-summary", "ui-message--error", "ui-message--warning"]


class StoryStuck(NetralError):
    """A page did not answer as the story needs it to."""


class Browser:
    """One person at one device, with the page she looks at."""

    def __init__(self) -> None:
        self._site = TestApp(get_wsgi_application(), extra_environ=ENVIRONMENT)
        self._page: Any = None
        self._email = self._password = ""

    @property
    def address(self) -> str:
        """Return the address of the page."""
        path: str = self._page.request.path
        return path

    @property
    def text(self) -> str:
        """Return what the page says, without its markup."""
        return " ".join(self._page.html.get_text(" ").split())

    @property
    def body(self) -> bytes:
        """Return the page or file as it came."""
        content: bytes = self._page.body
        return content

    def part(self, name: str) -> Any:
        """Return a part of the page's address, such as the identifier of what it shows."""
        return resolve(self.address).kwargs[name]

    def open(self, route: str, *args: object) -> Self:
        """Open a page by its name."""
        return self.get(reverse(route, args=args))

    def get(self, address: str) -> Self:
        """Open a page by its address; a page that asks who she is again gets her password."""
        self._show(lambda: self._site.get(address))
        self._prove()
        if self._signed_out():
            self._sign_in()
            self._show(lambda: self._site.get(address))
        return self

    def follow(self, words: str) -> Self:
        """Follow the link that reads so.

        Raises:
            StoryStuck: no link of the page does.
        """
        for link in self._page.html.find_all("a", href=True):
            if words in link.get_text(" ", strip=True):
                return self.get(link["href"])
        raise StoryStuck(f"{self.address} has no link {words!r}")

    def fill(self, values: Mapping[str, Any] | None = None, button: str = "", value: str = "", to: str = "") -> Self:
        """Fill in the page's form and send it: with the button of that name, or the form that goes to that address.

        Raises:
            StoryStuck: no form has these fields, or the page refused them.
        """
        form_at = self.address
        self._send(values or {}, button, value, to)
        if self._prove():
            self._send(values or {}, button, value, to)
        if self._signed_out():
            self.get(form_at)
            self._send(values or {}, button, value, to)
        return self

    def sign_in(self, email: str, password: str) -> Self:
        """Sign in through the sign-in page."""
        self._email, self._password = email, password
        self._sign_in()
        return self

    def _sign_in(self) -> None:
        self._show(lambda: self._site.get(reverse("account_login")))
        self._send({"login": self._email, "password": self._password}, "", "", "")

    def _signed_out(self) -> bool:
        """Say whether she was sent to sign in: a visitor of the demo may have ended her session meanwhile."""
        return bool(self._password) and self.address == reverse("account_login")

    def _prove(self) -> bool:
        """Give her password when a page asks again who she is, which then leads back; say whether one did."""
        asked = bool(self._password) and self.address == reverse("account_reauthenticate")
        if asked:
            self._send({"password": self._password}, "", "", "")
        return asked

    def _send(self, values: Mapping[str, Any], button: str, value: str, to: str) -> None:
        # A step that cannot be taken back asks for its file on the look, where it is confirmed.
        asked = {name for form in self._page.forms.values() for name in form.fields}
        later = {name: given for name, given in values.items() if isinstance(given, Upload) and name not in asked}
        form = self._form(values.keys() - later.keys(), button, to)
        for name in values.keys() - later.keys():
            self._answer(form, name, values[name])
        self._show(lambda: form.submit(button or None, value=value or None))
        self._check_accepted()
        if self._page.html.find("button", attrs={"name": SEEN}):
            form = self._form({SEEN, *later}, "", "")
            for name, given in later.items():
                self._answer(form, name, given)
            self._show(lambda: form.submit(SEEN))
            self._check_accepted()

    def _check_accepted(self) -> None:
        if refusal := self._page.html.find(class_=REFUSALS):
            raise StoryStuck(f"{self.address} refused the form: {refusal.get_text(' ', strip=True)}")

    def _form(self, values: Collection[str], button: str, to: str) -> Any:
        wanted = {*values, *([button] if button else [])}
        for form in self._page.forms.values():
            goes_there = form.action == to if to else not _is_frame(form.action)
            if form.method.lower() == "post" and goes_there and wanted <= set(form.fields):
                return form
        raise StoryStuck(f"{self.address} has no form with {', '.join(values) or 'a button'}")

    def _answer(self, form: Any, name: str, given: Any) -> None:
        fields = form.fields[name]
        if isinstance(given, list):
            for field in fields:
                field.checked = field._value in {str(each) for each in given}
        elif isinstance(given, Upload) and "multiple" in fields[0].attrs:
            form[name] = [given]
        else:
            form[name] = given

    def _show(self, load: Any) -> Self:
        try:
            page = load()
            self._page = page.maybe_follow() if page.status_int in {301, 302, 303} else page
        except AppError as error:
            raise StoryStuck(str(error).splitlines()[0]) from error
        return self


def dated(name: str, moment: date) -> dict[str, str]:
    """Return the parts of a date field."""
    return {f"{name}_day": str(moment.day), f"{name}_month": str(moment.month), f"{name}_year": str(moment.year)}


def letter(name: str, sender: str, title: str, at: datetime, *words: str, number: str = "") -> Upload:
    """Return a letter to put into a form, as a PDF."""
    blocks = tuple(Paragraph(each) for each in words)
    paper = OfficialDocument(Letterhead(sender, ()), title=title, number=number, issued_at=at, blocks=blocks)
    return upload(name, render(paper), "application/pdf")


def upload(name: str, content: bytes, content_type: str) -> Upload:
    """Return a file to put into a form."""
    return Upload(name, content, content_type)


def _is_frame(action: str) -> bool:
    """Say whether a form belongs to the frame around every page: language or sign-out."""
    return action in {reverse("set_language"), reverse("account_logout")}

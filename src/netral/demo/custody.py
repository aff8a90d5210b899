"""Who reads reports in the story takes over her institution's key, and lets her colleagues in, through the pages."""

import re

from django.urls import reverse

from netral.demo.browser import Browser, StoryStuck
from netral.demo.cast.people import ALL_POSTS, Post, browser_of
from netral.demo.chapter import Bars
from netral.foundation.accounts.models import User
from netral.foundation.accounts.roles import roles
from netral.foundation.custody.domain import KEEP, READ

_GROUP = re.compile(r'font-weight-bold">([a-z]{10})<')
_ASKED = re.compile(r"Ketik kelompok ke-(\d)")


def take_over(bars: Bars) -> None:
    """Let one officer of each institution take over; the others sign in once, and are let in."""
    readers = [each for each in ALL_POSTS if READ in roles()[each.role].permissions]
    officers = [each for each in readers if KEEP in roles()[each.role].permissions]
    for officer in bars.over("Kunci laporan", officers, len(officers)):
        browser = browser_of(officer.key)
        _confirm_paper(browser)
        for colleague in readers:
            if colleague.path == officer.path and colleague != officer:
                browser_of(colleague.key)
                _let_in(browser, colleague)


def _confirm_paper(browser: Browser) -> None:
    browser.open("custody_prepare").fill(to=reverse("custody_paper"))
    groups, asked = _GROUP.findall(browser.body.decode()), _ASKED.search(browser.text)
    if asked is None:
        raise StoryStuck(f"{browser.address} asks for no group of the code")
    browser.fill({"group": groups[int(asked[1]) - 1]})


def _let_in(browser: Browser, colleague: Post) -> None:
    user = User.objects.get(email=colleague.email)
    browser.open("custody_key").fill(to=reverse("custody_grant", args=[user.pk]))

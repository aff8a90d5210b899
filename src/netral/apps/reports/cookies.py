"""The cookies of a reporter: her draft, and the report her receipt code opened."""

from netral.foundation.drafts.cookies import CodeCookies

COOKIES = CodeCookies(draft="lapor", opened="lapor_status", path="/lapor/", subject="report")
keep_draft, draft_token = COOKIES.keep_draft, COOKIES.draft_token
keep_open, opened_receipt = COOKIES.keep_open, COOKIES.opened_digest
forget = COOKIES.forget

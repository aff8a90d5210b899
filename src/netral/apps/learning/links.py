"""Links of those invited to a quiz, and those on the posters of sessions."""

from netral.foundation.accounts.links import LinkKind

QUIZ_LINK = LinkKind("netral.apps.learning.link", "learning_start")
_POSTER_LINK = LinkKind("netral.apps.learning.session", "learning_attend")
token_of, link_of = QUIZ_LINK.token_of, QUIZ_LINK.link_of
poster_token_of, poster_link_of = _POSTER_LINK.token_of, _POSTER_LINK.link_of

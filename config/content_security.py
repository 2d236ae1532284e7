"""What a page may load and run: its own scripts and styles, and those that carry its nonce."""

from __future__ import annotations

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

_NOTHING_ELSE = {
    "default-src": [NONE],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**_NOTHING_ELSE, "script-src": [SELF, NONCE], "style-src": [SELF, NONCE]}
}
# Others' pages, by the beginning of their path: they bring styles within their markup.
_FOREIGN = {**_NOTHING_ELSE, "script-src": [SELF], "style-src": [SELF, UNSAFE_INLINE]}
# Alpine, which unfold's pages run on, reads expressions out of their attributes: that is eval.
_ADMIN = {**_FOREIGN, "script-src": [SELF, UNSAFE_EVAL]}
CONTENT_SECURITY_POLICIES = {"/admin/": _ADMIN, "/api/docs": _FOREIGN}

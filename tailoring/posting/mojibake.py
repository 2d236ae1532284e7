"""UTF-8 that was read as Windows-1252 ("weâ€™re", "cafÃ©"), put right where that is certain."""

from __future__ import annotations

import re

# The characters that the bytes 0x80 to 0xBF are in Windows-1252; five of them it leaves out.
_TAIL = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0))
_THREE = re.compile(rf"[à-ïð-ô][{re.escape(_TAIL)}]{{2,3}}")
_SIGNS = "".join(sign for sign in _TAIL if not sign.isalpha())
_TWO = re.compile(
    # After a small letter no capital Ã is written, nor within a word before a sign; Â alone stands before no sign.
    rf"(?<=[a-zà-ÿ])Ã[{re.escape(_TAIL)}]|(?<=[A-Za-z])Ã[{re.escape(_SIGNS)}](?=[a-z])|"
    rf"\bÃ[{re.escape(_TAIL)}](?=[a-z]{{2}})|Â[£§©®°±·»«¿¡´¨¢¥²³½¼¾\xa0]"
)


def mended(text: str) -> str:
    """`text` with each such group of characters as the one that was written; any other stays as it is."""
    return _TWO.sub(_read_again, _THREE.sub(_read_again, text))


def _read_again(match: re.Match[str]) -> str:
    group = match[0]
    try:
        codes = (bytes([ord(c)]) if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in group)
        return b"".join(codes).decode("utf-8")
    except UnicodeError:
        return group

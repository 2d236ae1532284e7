"""Whether a person's text says that they have a skill: the thing as a thing, and used or done by them. Pure.

"Built the site in Go" shows Go. "Go-to-market" names another thing, and "sat next to the Go team" is about others.
Names that are also ordinary words (`data/ordinary_words.txt`) count only where the words around them speak of a tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from content.vocabulary import Token, read_aliases, singular, tokens, vocabulary
from content.wordlists import DATA, SKILLS, entries, entry_groups, patterns


def shows(text: str, term: str) -> bool:
    """Whether a sentence of `text` says that its writer used or did `term`, in any wording or inflection."""
    return shown(text, term) is not None


def shown(text: str, term: str) -> str | None:
    """The words of `text` that say so, the first of them."""
    for start, end in vocabulary().places(term, text):
        if _is_named(text, start, end, term, prose=True) and _is_theirs(text, start, end):
            return text[start:end]
    return None


def names(text: str, term: str) -> bool:
    """Whether `text` names `term` as the thing, whoever used it."""
    return any(
        _is_named(text, start, end, term, prose=True) for start, end in vocabulary().places(term, text)
    )


def is_ordinary(word: str) -> bool:
    """Whether the name of a skill is an ordinary word, place or person too."""
    return _folded(word) in _ordinary()


def lists(entry: str, term: str) -> bool:
    """Whether an entry of a list of skills, or a job's title, names `term`."""
    return any(
        _is_named(entry, start, end, term, prose=False) for start, end in vocabulary().places(term, entry)
    )


_CLOSE = 160  # characters on either side that say what a word means


@cache
def _tool_words(group: str) -> frozenset[str]:
    return frozenset(entry_groups(DATA / "tool_words.txt")[group])


@cache
def _ordinary() -> dict[str, dict[str, tuple[bool, frozenset[str]]]]:
    """Folded word → each name that is written so → (its capital is enough, prepositions that do not help)."""
    found: dict[str, dict[str, tuple[bool, frozenset[str]]]] = {}
    for group, listed in entry_groups(DATA / "ordinary_words.txt").items():
        for entry in listed:
            name, *excepted = entry.split(" !")
            found.setdefault(_folded(name), {})[name] = (group != "context", frozenset(excepted))
    return found


@cache
def _technologies() -> frozenset[str]:
    """Single words that name a technology, folded: what one expects beside another in a list of tools."""
    files = ("software", "cloud", "data_science", "computing")
    names = {entry.lstrip("!~") for file in files for entry in entries(SKILLS / f"{file}.txt")}
    aliases = read_aliases((DATA / "aliases.txt").read_text(encoding="utf-8"))
    names |= {wording for group in aliases for wording in group}
    return frozenset(
        _folded(name) for name in names if len(name.split()) == 1 and any(c.isupper() for c in name)
    )


def _folded(word: str) -> str:
    return singular(word.casefold())


# --- The thing as a thing -------------------------------------------------------------------------


def _is_named(text: str, start: int, end: int, term: str, *, prose: bool) -> bool:
    """Whether `text[start:end]` is the skill and not a part or another sense of what stands there."""
    said = text[start:end]
    if (any(c.isupper() for c in said) or len(said) < 3) and _compound(text, start, end):
        return False
    if " " not in term and _folded(term) in _ordinary() and _inside_another(said, term):
        return False
    names = _ordinary().get(_folded(said))
    if names is None:
        return True
    if term in names and said in names and said != term:
        return False  # SWIFT is not Swift
    if said not in names:
        return text.strip() == said or (said.islower() and _among_tools(text, start, end, small=True))
    sure, excepted = names[said]
    if said.isupper() and len(said) > 2:
        return True
    if not prose:
        return not _part_of_a_name(text, start, end)
    if sure and not _begins_a_sentence(text, start):
        return True
    return _tool_here(text, start, end, excepted)


def _inside_another(said: str, term: str) -> bool:
    """Whether `term` is only a word of what is said ("Go-to-market"), and its maker's name is no other word."""
    rest = {word.word for word in _read(said)} - {word.word for word in _read(term)}
    return not vocabulary().same(said, term) and not rest <= _tool_words("adjectives")


def _compound(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or an apostrophe makes another word of it: "C-level", "Go-to-market", "Objective-C"."""
    if text[max(0, start - 1) : start] in ("-", "‑", "'") and text[max(0, start - 2) : start - 1].isalpha():
        return True
    following = regex.match(r"[-‑](\p{L}+)", text[end : end + 40])
    if not following:
        return False
    if end - start == 1 and following[1].casefold() in _OF_A_LETTER:
        return True
    suffixes = _tool_words("suffixes")
    if following[1].casefold() == "to":
        return bool(regex.match(r"[-‑]to[-‑]\p{Ll}", text[end : end + 40]))
    return following[1].casefold() not in suffixes | _tool_words("nouns") and not _technology(following[1])


_OF_A_LETTER = frozenset(("suite", "level", "class", "section"))


def _tool_here(text: str, start: int, end: int, excepted: frozenset[str]) -> bool:
    """Whether the words around a name speak of a tool."""
    if _part_of_a_name(text, start, end):
        return False
    if _among_tools(text, start, end):
        return True
    before, after = _before(text, start), text[end : end + _CLOSE]
    following = _next_word(after)
    if following in _tool_words("nouns") or (after[:1] == "-" and following):
        return end - start > 1 or not before or _may_precede_a_letter(before[-1])
    version = _VERSION.match(after)
    if version and (end - start > 1 or "." in version[0]):  # "the R 12" is a car
        return True
    if not (_PHRASE_END.match(after) or following in _GLUE):
        return False
    last = before[-1] if before else ""
    if last in _tool_words("adjectives") and len(before) > 1:
        last = before[-2]
    if last in _tool_words("verbs") or (last in _tool_words("prepositions") and last not in excepted):
        return True
    return text[:start].rstrip().endswith(":") and last in _tool_words("labels")


def _may_precede_a_letter(word: str) -> bool:
    """Whether a single letter after `word` may be a language: "wrote C tools", and not "hepatitis C courses"."""
    return (
        word in _plain_before() | _GLUE | {"the", "a", "of"} or word.isdigit() or word.endswith(("ed", "ing"))
    )


_VERSION = re.compile(r" v?(?!19\d\d|20\d\d)\d{1,2}(?:\.\d+)*\+?\b|@\d")
_PHRASE_END = re.compile(r"\s*(?:[.,;:)!?\]|–—]|$|- |\n)")
_GLUE = frozenset(
    "and or to for on at in with by that which as so from where while when since until including, after "
    "before across over under via plus alongside instead".split()
)
_BESIDE_BEFORE = re.compile(r"([\w.+#]+)\)?\s*(?:,|/|&|\+|\(|·|\||,?\s+(?:and|or))\s*$")
_BESIDE_AFTER = re.compile(r"\s*(?:,|/|&|\+|\(|·|\||,?\s+(?:and|or)\b)\s*(?:and |or )?([\w.+#]+)")


def _among_tools(text: str, start: int, end: int, *, small: bool = False) -> bool:
    """Whether a neighbour in a list is a technology: "Go, Kafka and Redis"."""
    before = _BESIDE_BEFORE.search(text[max(0, start - 40) : start])
    after = _BESIDE_AFTER.match(text[end : end + 40])
    return any(_technology(match[1].rstrip("."), small=small) for match in (before, after) if match)


def _technology(word: str, *, small: bool = False) -> bool:
    """Whether a word alone names a technology; an ordinary one only with its capital."""
    names = _ordinary().get(_folded(word))
    if names is not None:
        return word in names and not small and (not word.isupper() or len(word) < 2)
    return _folded(word) in _technologies()


def _part_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised neighbour makes another name of it: "Oracle Park", "Series C", "Vitamin C"."""
    after = _NAME_AFTER.match(text[end : end + 40])
    if after and not (_technology(after[1]) or _folded(after[1]) in _nouns() or _acronym(after[1])):
        return True
    before = _NAME_BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return False
    word = before[1]
    if _technology(word) or word.casefold() in _plain_before():
        return False
    # A word that only begins the sentence is no name; beside a single letter any plain noun is one.
    at = start - len(before[0])
    return not _begins_a_sentence(text, at) or (end - start == 1 and word.casefold() not in _plain_before())


_NAME_AFTER = re.compile(r" (\p{Lu}[\w'&-]*)".replace(r"\p{Lu}", "[A-ZÀ-Þ]"))
_NAME_BEFORE = re.compile(r"([A-ZÀ-Þ][\w'&-]*) $")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(map(_folded, _tool_words("nouns")))


@cache
def _plain_before() -> frozenset[str]:
    return (
        _tool_words("verbs") | _tool_words("prepositions") | _tool_words("adjectives") | _tool_words("labels")
        | frozenset(("senior", "junior", "lead", "principal", "staff", "and", "or", "knowledge", "expert"))
    )  # fmt: skip


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _begins_a_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(0, at - 6) : at])) or not text[:at].strip(" -–•*\"'(")


_SENTENCE_START = re.compile(r"(?:[.!?:;]\s+|\n[\s\-–•*]*)[\"'(]?$")


def _before(text: str, start: int) -> list[str]:
    return [token.word for token in _read(text[max(0, start - 40) : start])][-2:]


def _next_word(after: str) -> str:
    match = re.match(r"[ -]([A-Za-z-]+)", after)
    return match[1].casefold() if match else ""


@lru_cache(maxsize=4096)
def _read(text: str) -> list[Token]:
    return tokens(text)


# --- And by them ----------------------------------------------------------------------------------


def _is_theirs(text: str, start: int, end: int) -> bool:
    """Whether nothing in its clause says that somebody else did it, or that it was not done."""
    said, clause = patterns(DATA / "not_theirs.txt"), _clause(text, start)
    if said["training"].search(clause + text[start : end + 20]):
        return False
    if said["before"].search(clause) or _ends_with(said["ending"], clause):
        return False
    if said["passive"].match(text[end : end + 60]):
        return False
    if not any(c.isupper() for c in text[start:end]):
        return True
    if said["buying"].search(clause):
        return False
    return not said["after"].match(text[end : end + 60]) or bool(_OWN_TITLE.search(clause))


def _clause(text: str, start: int) -> str:
    """What stands before `start` in its clause."""
    before = text[max(0, start - _CLOSE) : start]
    edges = [match.end() for match in _EDGE.finditer(before)]
    return before[edges[-1] :] if edges else before


def _ends_with(pattern: re.Pattern[str], clause: str) -> bool:
    tail = clause[-80:]
    return any(match.end() == len(tail) for match in pattern.finditer(tail))


_DID = r"(?:\w+ed|built|wrote|led|ran|made|used|taught|set|cut|kept|drew|grew|sold|gave)\b"
_EDGE = re.compile(
    rf"[.!?]\s+(?=[A-Z])|[;\n]|(?:,\s*)?\b(?:but|then|yet|though)\b|,\s*(?:and )?(?={_DID})|\band (?={_DID})",
    re.I,
)
# "Worked as a senior Java developer", "Java developer with six years": the writer's own title.
_OWN_TITLE = re.compile(
    r"\bas (?:an? |the |our )?(?:[\w-]+ ){0,4}$|"
    r"^\W*(?:(?:i am|i'm) )?(?:an? )?(?!(?:led|hired|managed|the|our|their|trained|supported|met|joined)\b)"
    r"(?:(?:senior|junior|lead|principal|staff|experienced|certified|freelance|full[- ]stack|mid[- ]level|"
    r"versatile|pragmatic|backend|frontend|web|mobile|data|self-taught) )*$",
    re.I,
)


def parts_of(text: str) -> Iterator[str]:
    """The entries of a list that was written as one line: "Python, Go; SQL"."""
    yield from (part.strip() for part in re.split(r"[,;\n]", text) if part.strip())

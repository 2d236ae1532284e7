"""Small files that cost a reader much, or its life: what tests refuse and the bench measures."""

RENDERCV = (
    "cv:\n  name: A B\n  sections:\n    experience: [{company: c, position: p}]\n"
    "    skills: [{label: x, details: '%s'}]\n"
)
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
HOSTILE = {
    "brackets in YAML": ("x.yaml", "[" * 25_000),
    "dashes in YAML": ("x.yaml", "- " * 200_000),
    "braces in YAML": ("x.yaml", "{a: " * 50_000),
    "brackets in JSON": ("x.json", "[" * 400_000),
    "aliases of aliases": ("x.yaml", BOMB),
    "an alias of itself": ("x.yaml", "cv: &a {name: A, sections: *a}"),
    "very many skills": ("x.yaml", RENDERCV % ",".join(f"s{n}" for n in range(90_000))),
    "very many commas": ("x.yaml", RENDERCV % ("a," * 100_000)),
    "brackets in skills": ("x.yaml", RENDERCV % ("(," * 100_000)),
    "a number of many digits": ("x.json", "1" * 5_000),
}

"""Fetch the vendored browser files again: `python static/vendor/refresh.py`, then look at the diff.

Takes govuk-frontend (MIT) for its tested form patterns and Atkinson Hyperlegible (OFL) from the
npm registry by `npm pack`; needs fonttools and brotli beside npm. What is kept of the style sheet: the parts named in KEPT, without its
font, its print rules and its link focus; sizes and families become the tokens of css/theme.css.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
GOVUK = "govuk-frontend@6.6.0"
FONT = "@fontsource/atkinson-hyperlegible@5.3.0"
FONT_FILES = ("latin-400-normal", "latin-700-normal")

KEPT = {
    "checkboxes",
    "date-input",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "form-group",
    "frontend-supported",
    "hint",
    "input",
    "label",
    "radios",
    "select",
    "summary-list",
    "task-list",
    "textarea",
    "visually-hidden",
}
DROPPED = re.compile(
    r"file-upload-(button|wrapper)|summary-card|visually-hidden-focusable|--(xl|l|small)\b"
    r"|-moz-|-ms-|screen\\0|:not\(caret-color|@media print|@font-face|:root"
)
SIZES = {
    "0": "0",
    "1rem": "var(--size-small)",
    "1.1875rem": "var(--size-body)",
    "1.3125rem": "var(--size-lead)",
    "1.5rem": "var(--size-lead)",
    "inherit": "inherit",
}


def unpack(package: str, folder: Path) -> Path:
    """Pack `package` from the registry into `folder`; the unpacked package folder."""
    name = subprocess.run(  # noqa: S603
        ["npm", "pack", "--silent", package],  # noqa: S607
        cwd=folder, check=True, capture_output=True, text=True,
    ).stdout.strip()
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder / name.removesuffix(".tgz"), filter="data")
    return folder / name.removesuffix(".tgz") / "package"


def blocks(css: str) -> list[tuple[str, str]]:
    """Top-level (prelude, body) pairs of a minified style sheet; comments are dropped."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).replace('@charset "UTF-8";', "")
    found, depth, start, opened = [], 0, 0, 0
    for at, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:opened].strip(), css[opened + 1 : at]))
                start = at + 1
    return found


def wanted(selector: str) -> bool:
    """True when every class of the selector belongs to a kept part and it is no link focus."""
    parts = re.findall(r"\.govuk-([a-z-]+?)(?:__|--|[^a-z-]|$)", selector + " ")
    if not parts or DROPPED.search(selector):
        return False
    if re.search(r":(focus|active|hover|link|visited)", selector) and "__input" not in selector:
        return False
    return all(part in KEPT for part in parts)


def prune(css: str) -> str:
    """The style sheet with only the wanted rules; conditions that end up empty go too."""
    kept = []
    for prelude, body in blocks(css):
        if prelude.startswith("@"):
            inner = "" if DROPPED.search(prelude) else prune(body)
            kept.append(f"{prelude}{{{inner}}}\n" if inner else "")
        else:
            selectors = ",".join(one for one in split(prelude) if wanted(one))
            kept.append(f"{selectors}{{{retoken(body)}}}\n" if selectors else "")
    return "".join(kept)


def split(selectors: str) -> list[str]:
    """Split a selector list at its top-level commas."""
    return re.split(r",(?![^(]*\))", selectors)


def retoken(body: str) -> str:
    """Declarations with our font and sizes in the place of the kit's."""
    body = re.sub(r"-(webkit-font|moz-osx-font)-smoothing:[^;]*;?", "", body)
    body = re.sub(r"font-family:GDS Transport[^;]*", "font-family:var(--font)", body)
    body = re.sub(r"font-size:([^;]+)", lambda m: f"font-size:{SIZES[m[1]]}", body)
    return re.sub(r"line-height:1\.3157894737", "line-height:inherit", body).strip(";")


def unhint(source: Path, target: Path) -> None:
    """Write a font with all its signs, without the hints that only coarse screens used."""
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "fontTools.subset", str(source), "--unicodes=*", "--no-hinting",
         "--flavor=woff2", "--layout-features=*", f"--output-file={target}"],
        check=True,
    )  # fmt: skip


def main() -> None:
    """Write govuk/ and fonts/ beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        kit = unpack(GOVUK, Path(folder)) / "dist" / "govuk"
        css = prune((kit / "govuk-frontend.min.css").read_text())
        head = f"/* Form patterns of {GOVUK}, MIT licence (LICENSE beside this file), pruned. */\n"
        (HERE / "govuk" / "forms.css").write_text(head + css)
        js = (kit / "govuk-frontend.min.js").read_text()
        js = re.sub(r"//# sourceMappingURL=\S*", "", js).rstrip() + "\n"
        (HERE / "govuk" / "govuk-frontend.min.js").write_text(js)
        font = unpack(FONT, Path(folder))
        for name in FONT_FILES:
            file = f"atkinson-hyperlegible-{name}.woff2"
            unhint(font / "files" / file, HERE / "fonts" / file)
        (HERE / "fonts" / "LICENSE").write_bytes((font / "LICENSE").read_bytes())


if __name__ == "__main__":
    main()

"""What the pages are made of: every text is escaped here, and nothing in a page asks the network or runs a script."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_STYLE = Path(__file__).with_name("page.css")


def page(title: str, body: str) -> str:
    """The whole page around a body of HTML, without the control characters that no page may hold."""
    written = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
{body}
</body>
</html>
"""
    return _CONTROLS.sub("", written)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of texts."""
    return raw_table(head, ([escape(cell) for cell in row] for row in rows))


def raw_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already."""
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names with their texts."""
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(text)}</dd>' for name, text in pairs)}</dl>"


def quotes(title: str, listed: Iterable[tuple[str, str, str]]) -> str:
    """A numbered list of (place, quote, remark); nothing for none."""
    items = "".join(
        f"<li>{f'<mark>{escape(remark)}</mark> ' if remark else ''}<cite>{escape(place)}</cite>"
        f"<blockquote>{escape(quote)}</blockquote></li>"
        for place, quote, remark in listed
    )
    return f"<h3>{escape(title)}</h3><ol>{items}</ol>" if items else ""

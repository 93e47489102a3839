"""Write every made part of the manual: `python -m manual` from the root of the repository."""

from manual.pages import DOCS, made

if __name__ == "__main__":
    for name, text in made().items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8")

"""
Which fonts a browser of a test finds on this computer: one, whatever is installed.
"""

from pathlib import Path

from drawing.lettering import find_font

# Streamlit ships it, so it is there on every machine; no screen and no file asks for it by
# the name it has here. It is unlike our own Source Sans in every letter.
USUAL = "SourceSerifVariable-Roman"
CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont>
    <acceptfont><glob>*/{font}.*</glob></acceptfont>
    <rejectfont><glob>*</glob></rejectfont>
  </selectfont>
</fontconfig>
"""


def use_only(font: str, place: Path) -> str:
    """Write a fontconfig with one of Streamlit's fonts, and give its path for FONTCONFIG_FILE."""
    file = place / f"{font}.conf"
    text = CONFIG.format(folder=find_font().parent, cache=place / "cache", font=font)
    file.write_text(text, encoding="utf-8")
    return str(file)

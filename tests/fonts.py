"""
Which fonts the browsers of tests find on this computer, whatever is installed.
"""

from importlib.metadata import distribution

ROBOTO = distribution("font-roboto").locate_file("font_roboto/files")
CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{place}/cache</cachedir></fontconfig>
"""


def use_only(fonts, place):
    """Write what fontconfig must read to find the fonts of one folder; give it as a variable."""
    file = place / "fonts.conf"
    file.write_text(CONFIG.format(fonts=fonts, place=place), encoding="utf-8")
    return "FONTCONFIG_FILE", str(file)

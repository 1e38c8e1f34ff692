"""The made-up collection of two meetings, where tests find it."""

from loaders.settings import ROOT

EXAMPLE = ROOT / "examples" / "zilverbeke"
FIRST, SECOND = "buurtplan-2031", "buurtplan-2033"

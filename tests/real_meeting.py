"""Where the files of the one real meeting stand."""

from loaders.dataset import DATA_DIR
from loaders.schema import to_place

KEY = "armoedebeleidsplan"
PLACE = to_place(KEY)
MEETING_DIR = DATA_DIR / PLACE

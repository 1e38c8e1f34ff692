"""Who may answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Who runs the dashboard on a computer of their own, where no one signs in.
OWN_COMPUTER = "deze computer"


def may_write(
    identity: Mapping[str, object], served: bool, signed_in: bool, editors: str
) -> bool:
    """
    Tell whether someone may save; to be asked at every save, with the setting of that moment.

    Args:
        identity: what the provider of the sign-in says of someone.
        served: whether others than who runs the dashboard can reach it.
        signed_in: whether there is a sign-in, and it holds now.
        editors: DASHBOARD_EDITORS: addresses, or claims such as "groups=opvolging", parted by
            commas, semicolons or lines.

    >>> may_write({"email": "Ann@stad.be"}, True, True, "jan@stad.be, ann@stad.be")
    True
    >>> may_write({"groups": ["opvolging"]}, True, True, "groups=opvolging")
    True
    >>> may_write({"email": "ann@stad.be"}, True, True, "")
    False
    """
    if not served:
        return True
    return signed_in and any(
        _is_meant(identity, entry.strip()) for entry in re.split(r"[,;\n]", editors)
    )


def to_actor(identity: Mapping[str, object]) -> str:
    """Say who saves, as the journal has it."""
    return str(identity.get("email") or identity.get("sub") or OWN_COMPUTER)


def _is_meant(identity: Mapping[str, object], entry: str) -> bool:
    name, is_claim, value = entry.partition("=")
    if is_claim:
        given = identity.get(name.strip())
        return value.strip() in (given if isinstance(given, list | tuple) else [given])
    # An address that the provider did not look into may be anyone's.
    if not entry or identity.get("email_verified") is False:
        return False
    return entry.casefold() == str(identity.get("email", "")).casefold()

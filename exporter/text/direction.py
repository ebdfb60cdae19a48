"""The base direction of a language.

BCP 47 (RFC 5646) subtags; default scripts after CLDR's likely subtags. ALREQ Q1: declared, never guessed from letters.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

BaseDirection: TypeAlias = Literal["rtl", "ltr"]

_SCRIPTS: Final = "adlm arab aran hebr mand mani mend nkoo phnx rohg samr sogd syrc thaa yezi"
_ARABICS: Final = (
    "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd ar arb arq ars ary arz auz avl ayh ayl ayn ayp pga "
    "shu ssh"
)
_IN_ARABIC_SCRIPT: Final = (
    "azb bal bcc bej bft bgn brh ckb dcc fa fay glk haz hnd hno khw ks lki lrc luz mzn pes phl pnb prs ps sd sdh skr "
    "trw ug ur"
)
_IN_OTHER_SCRIPTS: Final = "dv he iw ji nqo rhg sam syr yi"

_RTL_SCRIPTS: Final = frozenset(_SCRIPTS.split())
_RTL_LANGUAGES: Final = frozenset(f"{_ARABICS} {_IN_ARABIC_SCRIPT} {_IN_OTHER_SCRIPTS}".split())
_RTL_REGIONS: Final = frozenset(["az-ir", "az-iq", "kk-cn", "ky-cn", "ku-ir", "pa-pk", "tk-ir", "uz-af"])
_LTR_REGIONS: Final = frozenset(["sd-in"])


def base_direction(language: str) -> BaseDirection:
    """The direction of paragraphs in a language.

    Args:
        language: a BCP 47 tag such as `ar`, `ar-EG`, `az-Arab` or `sr-Latn-RS`, in any case. A script subtag wins;
            else the language with its region decides.
    """
    primary, *rest = language.replace("_", "-").lower().split("-")
    for subtag in rest:
        if len(subtag) == 1:
            break  # extensions and private use say nothing of the script
        if len(subtag) == 4 and subtag.isalpha():
            return "rtl" if subtag in _RTL_SCRIPTS else "ltr"
    region = next((f"{primary}-{subtag}" for subtag in rest if len(subtag) == 2), "")
    if region in _LTR_REGIONS:
        return "ltr"
    return "rtl" if primary in _RTL_LANGUAGES or region in _RTL_REGIONS else "ltr"

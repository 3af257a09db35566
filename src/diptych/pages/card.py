"""What other sites read of a page to show a link to it: the OpenGraph properties, in order."""

from typing import Final

_TERRITORIES: Final = {
    "ar": "EG", "bg": "BG", "ca": "ES", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "US", "es": "ES", "et": "EE", "fa": "IR",
    "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hr": "HR", "hu": "HU", "id": "ID", "it": "IT", "ja": "JP", "ka": "GE", "ko": "KR",
    "lt": "LT", "lv": "LV", "nb": "NO", "nl": "NL", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU", "sk": "SK", "sl": "SI", "sq": "AL",
    "sr": "RS", "sv": "SE", "th": "TH", "tr": "TR", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip
"""Where a language is chiefly written: OpenGraph has no name for a language without a place."""


def locale(language: str) -> str:
    """Return a language tag as OpenGraph writes it, or nothing where that needs a territory that the tag does not give.

    >>> locale("de"), locale("pt-BR"), locale("zh-Hant-TW"), locale("tlh")
    ('de_DE', 'pt_BR', 'zh_TW', '')
    """
    spoken, *parts = language.split("-")
    territory = next((part.upper() for part in parts if len(part) == 2), _TERRITORIES.get(spoken.lower(), ""))
    return f"{spoken.lower()}_{territory}" if territory else ""

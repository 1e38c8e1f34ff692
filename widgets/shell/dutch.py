"""Streamlit's own fixed words, in Dutch. Only whole texts are replaced."""

TRANSLATIONS = {
    "Skip to main content": "Naar de inhoud",
    "App pages": "Pagina's",
    "Main navigation": "Pagina's",
    "Collapse sidebar": "Filters verbergen",
    "Expand sidebar": "Filters tonen",
    "Open sidebar": "Filters tonen",
    "Close sidebar": "Filters verbergen",
    "Sidebar": "Filters",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Clear search": "Zoekveld leegmaken",
    "Clear": "Wissen",
    "No results": "Niets gevonden",
    "Select all": "Alles kiezen",
    "Previous page": "Vorige bladzijde",
    "Next page": "Volgende bladzijde",
    "Pagination": "Bladeren",
    "Fullscreen": "Volledig scherm",
    "Close fullscreen": "Volledig scherm sluiten",
    "Close": "Sluiten",
    "Stop": "Stoppen",
    "Running...": "Bezig …",
    "CONNECTING": "VERBINDEN",
    "Connecting": "Verbinden",
    "Connection error": "Geen verbinding",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your "
    "terminal:": "De server antwoordt niet. Probeer het straks opnieuw.",
    "Copied": "Gekopieerd",
    "Copy to clipboard": "Kopiëren",
    "Link to heading": "Link naar deze kop",
    "Expand": "Openen",
    "Collapse": "Sluiten",
    "Open": "Openen",
    "Main menu": "Menu",
    "View all": "Alles tonen",
    "View less": "Minder tonen",
    "More": "Meer",
    "Main content": "Inhoud",
    "Sidebar navigation": "Pagina's",
    "Help": "Uitleg",
    "Selected values": "Gekozen",
    "Choose an option": "Kies",
    "Choose options": "Kies",
    "Clear entry": "Wissen",
    "Dismiss": "Sluiten",
    "Add files": "Kies een ander bestand",
    "Upload": "Kies een bestand",
    "Browse files": "Kies een bestand",
    "5MB per file • XLSX": "Tot 5 MB, .xlsx",
    "Limit 5MB per file • XLSX": "Tot 5 MB, .xlsx",
    "Drag and drop file here": "Sleep het bestand hierheen",
    "Drag and drop files here": "Sleep het bestand hierheen",
}
# A word that stays the same would be mended for ever.
TRANSLATIONS = {english: dutch for english, dutch in TRANSLATIONS.items() if english != dutch}

LINE_IS_LOST = "Geen verbinding. Wat u nu kiest, gaat verloren."
LINE_IS_LOST_ON_STAGE = (
    "Geen verbinding: de dia's werken verder; filters, namen en stoppen pas daarna."
)

# Texts that end in a name of ours, which stays.
BEGINNINGS = {
    "Help for ": "Uitleg bij ", "Remove ": "Verwijder ", "Page ": "Bladzijde ",
    "Shortcut ": "Toets ",
}
ENDINGS = {" options available.": " keuzes.", " option available.": " keuze.", " more": " meer",
           "MB per file • XLSX": " MB hoogstens, een bestand van Excel (.xlsx)"}

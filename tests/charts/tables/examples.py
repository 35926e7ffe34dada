"""Every working table, filled in as a company would, barely, and with names that are hard to draw."""

from __future__ import annotations

from typing import Any

HOSTILE = '<img src=x onerror=alert(1)> & "quoted" $x^2$ \N{ROCKET} עברית ' + "long " * 30 + "w" * 90
LAYERS = ("fd.data", "fd.decisions", "fd.design", "fd.delivery")
Rows = dict[str, Any]


def euro(amount: float) -> Rows:
    """An amount of money."""
    return {"amount": amount, "currency": "EUR"}


FULL: Rows = {
    "segments": [
        {"name": "Starters op de woningmarkt", "phase": "see", "size": "42.000"},
        {"name": "Zelfstandigen met een arbeidsongeschiktheidsverzekering elders", "phase": "think"},
        {"name": "Gezinnen met jonge kinderen", "phase": "do", "size": "31%"},
        {"name": "Trouwe pakketklanten", "phase": "care"},
        {"name": "Oud-klanten"},
    ],
    "phase_levels": {"see": 1, "think": 2, "do": 3, "care": 4},
    "channels": [
        {"name": "Website en klantomgeving", "department": "Digitaal", "system": "CMS", "exchanges_with": ["App", "E-mail"]},
        {"name": "E-mail", "department": "Marketingcommunicatie", "exchanges_with": ["Telefonische klantenservice"]},
        {"name": "App", "department": "Digitaal"},
        {"name": "Telefonische klantenservice", "department": "Klantcontactcentrum", "exchanges_with": ["Polisadministratie"]},
        {"name": "Polisadministratie"},
        {"name": "Advertenties in zoekmachines", "department": "Marketingcommunicatie", "exchanges_with": ["Sociale media"]},
        {"name": "Sociale media", "department": "Marketingcommunicatie"},
        {"name": "Onafhankelijke assurantietussenpersonen", "department": "Verkoop"},
    ],
    "strategy_steps": {
        "question": {"done": True, "where": "Opdrachtbrief van de directie, januari 2026"},
        "analysis": {"done": True, "where": "Marktverkenning en klantonderzoek, map Strategie 2026 op de gedeelde schijf"},
        "options": {"done": False},
        "strategy": {"done": True},
        "implementation": {"done": False, "where": "eerste opzet in het jaarplan van de afdeling"},
    },
    "kpis": [
        {"term": "Loyaliteit", "definition": "Klant na een jaar", "kpi": "Behoud", "value": 82, "target": 88, "unit": "%"},
        {"term": "Tevredenheid over de afhandeling van schades", "kpi": "NPS", "value": -4, "target": 20},
        {"term": "Betrokkenheid", "value": 41500, "target": 60000, "unit": "actieve accounts per maand"},
        {"term": "Bereik"},
    ],
    "objectives": [
        {"name": "Meer pakketklanten via eigen kanalen", "start": 20, "target": 35, "actual": 24, "unit": "%", "from": "2026-01-01", "due": "2026-12-31"},
        {"name": "Minder telefoontjes over de status van een schade", "start": 12000, "target": 7000, "actual": 6800, "unit": "gesprekken per maand"},
        {"name": "Herkenbare toon in alle klantcontacten", "lag": 3},
        {"name": "Doorstroom naar persoonlijk advies", "start": 4, "target": 8, "actual": 3.5},
    ],
    "dialogues": [
        {"name": "Welkom na het afsluiten", "objective": "Meer pakketklanten via eigen kanalen", "current": dict.fromkeys(LAYERS, 1), "ambition": dict.fromkeys(LAYERS, 4), "missing_technology": ["Beslisregels over kanalen heen", "Koppeling tussen CRM en app"]},
        {"name": "Schade melden en op de hoogte blijven", "current": {"fd.data": 3, "fd.design": 3}, "ambition": {"fd.data": 3, "fd.design": 2}},
    ],
    "roles": {
        "fd.data": [{"role": "Data-engineer", "state": "present"}, {"role": "Informatiemanager", "state": "external", "until": "2026-12-31", "takes_over": "hoofd IT"}, {"role": "Beheerder klantdataplatform"}],
        "fd.design": [{"role": "Copywriter", "state": "external", "until": "2026-01-31"}],
    },
    "investments": [
        {"name": "Klantdataplatform", "date": "2026-05-12", "layers": {"fd.data": {"representative": "hoofd IT", "value": 3, "influence": 60}, "fd.decisions": {"representative": "marketinganalist", "value": 4, "influence": 38}, "fd.delivery": {"representative": "kanaalspecialist e-mail en automatisering", "influence": 2}}},
        {"name": "Vernieuwing van de klantomgeving met aanbod op basis van gedrag", "layers": {layer: {"value": 2.5, "influence": 1} for layer in LAYERS}},
        {"name": "Chatbot"},
    ],
    "swot": {
        "strengths": [{"id": "s1", "text": "Vertrouwd merk bij gezinnen, al drie generaties"}, {"id": "s2", "text": "Veel eigen klantdata over schades"}, {"id": "s3", "text": "Persoonlijk advies"}],
        "weaknesses": [{"id": "w1", "text": "Verouderde polisadministratie zonder koppelvlakken"}, {"id": "w2", "text": "Afdelingen werken langs elkaar heen"}, {"id": "w3", "text": "Weinig analisten"}],
        "opportunities": [{"id": "o1", "text": "Klanten willen alles zelf online regelen"}, {"id": "o2", "text": "Verduurzaming van woningen"}, {"id": "o3", "text": "Concurrenten sluiten kantoren"}],
        "threats": [{"id": "t1", "text": "Vergelijkingssites bepalen de prijs"}, {"id": "t2", "text": "Strengere privacyregels"}, {"id": "t3", "text": "Arbeidsmarktkrapte"}],
        "weights": {"o1": 1.25},
        "points": [
            {"voter": "a", "factor": "o1", "first": "s2", "second": "w1", "third": "s1"},
            {"voter": "b", "factor": "t1", "first": "s1", "second": "s3", "third": "w1"},
            {"voter": "b", "factor": "t3", "first": "w3", "second": "w2", "third": "s3"},
        ],
    },
    "journey": [
        {"version": "as_is", "phase": "Oriënteren en vergelijken", "channel": "Vergelijkingssite", "touchpoint": "Premie zonder uitleg over dekking", "metric": "doorkliks naar de eigen site", "value": "3,1%"},
        {"version": "to_be", "phase": "Oriënteren en vergelijken", "channel": "Eigen website", "touchpoint": "Keuzehulp op basis van woonsituatie", "metric": "afgeronde keuzehulpen", "value": "1.200 per week"},
        {"version": "as_is", "phase": "Afsluiten", "channel": "Website", "touchpoint": "Formulier met 42 vragen"},
        {"version": "as_is", "phase": "Afsluiten", "channel": "Telefoon"},
        {"version": "to_be", "phase": "Verlengingsgesprekken", "channel": "App"},
    ],
    "programmes": [
        {"name": "Welkomstprogramma voor nieuwe klanten", "kind": "cross_upsell", "goal": "Meer tweede polissen per huishouden", "owner": "manager klantbehoud"},
        {"name": "Contentkalender"},
    ],
    "projects": [
        {"name": "Welkomstreeks in vijf berichten", "programme": "Welkomstprogramma voor nieuwe klanten", "start": "2026-03-01", "end": "2026-05-31", "testing": "drie weken", "evaluation": "gehouden in juni, met lessen voor de volgende reeks"},
        {"name": "Beslisregels voor het beste volgende aanbod over alle kanalen", "programme": "Welkomstprogramma voor nieuwe klanten", "start": "2026-06-01", "end": "2027-02-28"},
        {"name": "Campagne jonge gezinnen", "end": "2026-04-15"},
        {"name": "Doorlopend testen", "start": "2026-08-01", "testing": "altijd"},
        {"name": "Nieuw contentmodel"},
    ],
    "tasks": [
        {"task": "nieuwsbrief mei", "programme": "Contentkalender", "due": "2026-05-10", "done": "2026-05-09"},
        {"task": "nieuwsbrief juni", "programme": "Contentkalender", "due": "2026-06-10", "done": "2026-06-12"},
        {"task": "rapportage", "due": "2026-09-01"},
    ],
    "budget": {
        "marketing": euro(4_200_000),
        "company": euro(51_000_000),
        "revenue": {"amount": 70_000_000, "currency": "USD"},
        "basis": "last_year",
        "lines": [
            {"name": "Werving", "department": "Marketingcommunicatie", "amount": euro(1_900_000), "basis": "last_year"},
            {"name": "Behoud", "department": "Klantcontactcentrum en klantbehoud", "amount": euro(700_000), "basis": "business_case"},
            {"name": "Onderzoek", "amount": euro(300_000)},
        ],
    },
}  # fmt: skip

BARE: Rows = {
    "segments": [{"name": "Iedereen"}],
    "channels": [{"name": "Website"}],
    "strategy_steps": {"question": {"done": False}},
    "kpis": [{"term": "Bereik"}],
    "objectives": [{"name": "Groei"}],
    "dialogues": [{"name": "Welkom"}],
    "roles": {"fd.data": [{"role": "Analist"}]},
    "investments": [{"name": "Chatbot"}],
    "swot": {"threats": [{"id": "t1", "text": ""}]},
    "journey": [{"version": "to_be", "phase": "Kopen"}],
    "programmes": [{"name": "Welkom"}],
    "budget": {"marketing": euro(0)},
}

FIXED = {"phase", "done", "state", "version", "kind", "basis", "currency", "id", "voter", "factor", "first", "second"}
FIXED |= {"third", "start", "end", "from", "due", "until", "date"}


def hostile(rows: Any = FULL, field: str = "") -> Any:
    """The same rows with markup and endless words before every free text, so that names still refer to each other."""
    if isinstance(rows, dict):
        return {
            name: hostile(part, name if name != "phase" or "version" not in rows else "") for name, part in rows.items()
        }
    if isinstance(rows, list):
        return [hostile(part, field) for part in rows]
    return f"{HOSTILE} {rows}" if isinstance(rows, str) and field not in FIXED else rows

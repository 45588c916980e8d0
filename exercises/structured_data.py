"""Drills and guides as schema.org describes them, for search engines."""

from typing import Any

from exercises.queries import DrillPage, GuidePage
from exercises.queries.drill_pages import Answer

Data = dict[str, Any]


def drill_data(page: DrillPage, site_url: str) -> Data:
    url = site_url + page.url
    graph = [how_to(page, url), exercise_plan(page, url), breadcrumbs(page, site_url)]
    if page.questions:
        graph.append(faq(page.questions, url))
    return {"@context": "https://schema.org", "@graph": graph}


def how_to(page: DrillPage, url: str) -> Data:
    return {
        "@type": "HowTo",
        "@id": f"{url}#how-to",
        "name": page.name,
        "description": page.summary,
        "url": url,
        "inLanguage": "en",
        "tool": [{"@type": "HowToTool", "name": item.name} for item in page.equipment],
        "step": [
            {"@type": "HowToStep", "position": number, "text": text, "url": f"{url}#step-{number}"}
            for number, text in enumerate(page.steps, start=1)
        ],
    }


def exercise_plan(page: DrillPage, url: str) -> Data:
    data: Data = {
        "@type": "ExercisePlan",
        "@id": f"{url}#dose",
        "name": page.name,
        "exerciseType": page.trains,
    }
    dose = {line.what: " ".join(filter(None, (line.number, line.unit, line.label))) for line in page.dose}
    if "sets" in dose or "amount" in dose:
        data["repetitions"] = ", ".join(dose[what] for what in ("sets", "amount") if what in dose)
    if "rest" in dose:
        data["restPeriods"] = dose["rest"]
    return data


def breadcrumbs(page: DrillPage, site_url: str) -> Data:
    trail = [("Drills", f"{site_url}/drills/"), (page.name, site_url + page.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(trail, start=1)
        ],
    }


def guide_data(page: GuidePage, site_url: str) -> Data:
    url = site_url + page.url
    article: Data = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": page.title,
        "description": page.summary,
        "url": url,
        "datePublished": page.published_at.isoformat(),
        "dateModified": page.updated_at.isoformat(),
        "publisher": {"@type": "Organization", "name": "Swivel", "url": f"{site_url}/"},
    }
    graph = [article, *([faq(page.questions, url)] if page.questions else [])]
    return {"@context": "https://schema.org", "@graph": graph}


def faq(questions: tuple[Answer, ...], url: str) -> Data:
    return {
        "@type": "FAQPage",
        "@id": f"{url}#questions",
        "mainEntity": [
            {
                "@type": "Question",
                "name": item.question,
                "acceptedAnswer": {"@type": "Answer", "text": item.answer},
            }
            for item in questions
        ],
    }

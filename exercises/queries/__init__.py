from exercises.queries.browsing import DrillsPage, drills_found, drills_page
from exercises.queries.changes import ChangeLine, changes_between
from exercises.queries.content import drill_content, drill_record, drills_with_parts, guide_content
from exercises.queries.directions import direction_warnings
from exercises.queries.drill_pages import DrillPage, drill_moved_to, drill_page, preview_of
from exercises.queries.figures import Figure, figure, figures
from exercises.queries.guides import GuidePage, guide_lines, guide_page
from exercises.queries.photos import PhotoShown, photo_shown
from exercises.queries.readers import AskPage, News, ask_page, news_for, questions_asked
from exercises.queries.readiness import missing_for_publishing, why_it_stays
from exercises.queries.sitemap import SitemapLine, sitemap_lines
from exercises.queries.version import catalogue_version
from exercises.queries.vocabulary import EquipmentPage, MusclePage, equipment_page, muscle_page

__all__ = [
    "AskPage",
    "ChangeLine",
    "DrillPage",
    "DrillsPage",
    "EquipmentPage",
    "Figure",
    "GuidePage",
    "MusclePage",
    "News",
    "PhotoShown",
    "SitemapLine",
    "ask_page",
    "catalogue_version",
    "changes_between",
    "direction_warnings",
    "drill_content",
    "drill_moved_to",
    "drill_page",
    "drill_record",
    "drills_found",
    "drills_page",
    "drills_with_parts",
    "equipment_page",
    "figure",
    "figures",
    "guide_content",
    "guide_lines",
    "guide_page",
    "missing_for_publishing",
    "muscle_page",
    "news_for",
    "photo_shown",
    "preview_of",
    "questions_asked",
    "sitemap_lines",
    "why_it_stays",
]

"""What is on record? One SQLite file: pages, their statements and threads, searched, kept and forgotten.

A :class:`Writer` puts pages in, a :class:`Reader` looks them up. docs/record.md describes the tables.
"""

from onrecord.record.check import problems
from onrecord.record.copies import COLUMNS, INTEGERS, REALS, backup, rows, take_in
from onrecord.record.filters import Filters
from onrecord.record.find import Field, Sort
from onrecord.record.forget import Forgotten, forget
from onrecord.record.groups import Groups
from onrecord.record.history import Change, Version, history
from onrecord.record.hits import Found, Hit
from onrecord.record.judged import PairVerdict, judge, judge_pair
from onrecord.record.lookup import Place, name_of_page, places_of, size, statements_like
from onrecord.record.people_ids import is_person
from onrecord.record.people_judged import judge_people
from onrecord.record.people_listed import appearances, judgements_of, people, person
from onrecord.record.people_settled import Judge, settle
from onrecord.record.qids import Item, identify, items_of, propose
from onrecord.record.reader import Reader
from onrecord.record.stats import Counts, Share, counts, shares
from onrecord.record.vectors import Embed, OpenEmbed, embed_missing, keeps_vectors
from onrecord.record.wordings import Words
from onrecord.record.writer import Outcome, Writer

__all__ = [
    "COLUMNS",
    "INTEGERS",
    "REALS",
    "Change",
    "Counts",
    "Embed",
    "Field",
    "Filters",
    "Forgotten",
    "Found",
    "Groups",
    "Hit",
    "Item",
    "Judge",
    "OpenEmbed",
    "Outcome",
    "PairVerdict",
    "Place",
    "Reader",
    "Share",
    "Sort",
    "Version",
    "Words",
    "Writer",
    "appearances",
    "backup",
    "counts",
    "embed_missing",
    "forget",
    "history",
    "identify",
    "is_person",
    "items_of",
    "judge",
    "judge_pair",
    "judge_people",
    "judgements_of",
    "keeps_vectors",
    "name_of_page",
    "people",
    "person",
    "places_of",
    "problems",
    "propose",
    "rows",
    "settle",
    "shares",
    "size",
    "statements_like",
    "take_in",
]

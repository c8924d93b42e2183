"""The OpenAPI 3.1 description of the JSON side.

Comes in: settings.  Goes out: the document as a record.  Must not: look anything up.

A test holds addresses to the table of `kg.serve.app`, and fields to what the records of a store have.
"""

from __future__ import annotations

from kg.config import VERSION
from kg.export.records import Record
from kg.model import Act, Certainty, Style
from kg.query.acts import ALL_ACTS
from kg.query.filters import DATE
from kg.serve.limits import HELP
from kg.serve.listings import CLAIM_FILTERS, MOST, SEARCH, USUAL
from kg.serve.record_pages import FORMS
from kg.serve.replies import JSON
from kg.serve.resources import KINDS
from kg.serve.settings import ServiceSettings

_MANUAL = "docs/EXPORT.md says what each field means."

FIELDS = {
    "claim": (
        "id:string document:string group:string text:string spans:array source:object chain:array cue:object "
        "style:string certainty:string polarity:string conditional:boolean tense:string stated_at:object? "
        "event_time:object? places:array about:array quantities:array rule:string act:string "
        "document_id:string sentence:array sentence_text:string within:string? score:number status:string "
        "retraction:object? predicates:array"
    ),
    "entity": (
        "id:string kind:string label:string aliases:array ids:object lat:number? lon:number? "
        "mentions:integer documents:integer named:boolean roles:array affiliations:array country:string? "
        "claims_by:integer claims_about:integer score:number reasons:array replaces:array "
        "intentions_and_deeds_by:integer intentions_and_deeds_about:integer decisions:array "
        "supported:boolean role_entries:array belongs_to:array document_files:array"
    ),
    "document": (
        "id:string path:string url:string? publisher:string? title:string? published:object? "
        "text_sha256:string text:string publisher_entity:string publisher_label:string claims:integer "
        "status:string intentions_and_deeds:integer retraction:object?"
    ),
    "difference": (
        "id:string kind:string left:object right:object reason:string time:string score:number days:integer? "
        "descends:boolean groups:array"
    ),
    "found_name": (
        "id:string kind:string label:string name:string marks:array errors:integer named:boolean "
        "telling:string mentions:integer documents:integer claims_by:integer claims_about:integer "
        "sentence:object? address:string?"
    ),
    "found_claim": (
        "claim:object marks:array published:string? articles:integer publishers:integer origins:integer"
    ),
    "read_word": "typed:string taken:array errors:integer",
    "limits": "seconds:number rows:integer bytes:integer request_bytes:integer words:string",
    "parameter": "name:string description:string default:string",
    "query": "name:string title:string description:string parameters:[parameter] text:string",
    "claims": "claims:[claim] limit:integer more:boolean offset:integer",
    "search": (
        "q:string names:[found_name] more_names:boolean claims:[found_claim] claims_total:integer "
        "every_word:boolean words:[read_word] limit:integer offset:integer"
    ),
}
"""Fields of each schema: `name:type`, with `?` where it may be null; `[name]` is a list of another schema."""

FARTHEST = 999_999_999
"""The largest offset that a list takes."""

KINDS_FOUND: Record = {"type": "string", "enum": ["names", "claims"]}

WORDS: Record = {"type": "string", "pattern": r"[^\s]"}

_DAY: Record = {"type": "string", "pattern": f"^({DATE})?$"}

VALUES: dict[str, Record] = {
    "since": _DAY,
    "until": _DAY,
    "certainty": {"type": "string", "enum": ["", *Certainty]},
    "style": {"type": "string", "enum": ["", *Style]},
    "act": {"type": "string", "enum": ["", *Act, ALL_ACTS]},
}
"""What a filter of claims takes, where that is not any string; an empty one is as none."""


def describe_api(settings: ServiceSettings) -> Record:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "claimgraph",
            "version": VERSION,
            "description": f"Claims read from news articles, read-only. {_MANUAL} SPARQL is at /sparql.",
            "license": {"name": "see LICENSE"},
        },
        "servers": [{"url": settings.base.rstrip("/")}],
        "paths": describe_paths(),
        "components": {
            "schemas": {
                **{name: schema(fields) for name, fields in FIELDS.items()},
                "problem": schema("title:string status:integer detail:string"),
            }
        },
    }


def describe_paths() -> Record:
    """Return every address of the JSON side."""
    few: Record = {"type": "integer", "minimum": 1, "maximum": MOST}
    far: Record = {"type": "integer", "minimum": 0, "maximum": FARTHEST}
    limit = parameter("limit", f"at most so many, {USUAL} if left out", few)
    offset = parameter("offset", "after so many", far)
    filters = [parameter(name, meaning, VALUES.get(name)) for name, meaning in CLAIM_FILTERS.items()]
    nobody: Record = {"404": answer("A filter names nobody that there is.", ref("problem"))}
    words = parameter("q", "a name, or words of claims", WORDS, required=True)
    values = {**VALUES, "limit": few, "offset": far, "kind": KINDS_FOUND}
    searched = [parameter(name, meaning, values.get(name)) for name, meaning in SEARCH.items()]
    return {
        **{kind.path("{identifier}"): record_path(kind.name) for kind in KINDS},
        "/claims": path("Claims that pass all filters.", ref("claims"), [*filters, limit, offset], nobody),
        "/search": path(
            "Names of actors and places, and claims, that have the words, be they misspelt.",
            ref("search"),
            [words, *searched],
        ),
        "/queries": path("The named queries.", {"type": "array", "items": ref("query")}),
        HELP: path("How much a request may take.", ref("limits")),
    }


def record_path(kind: str) -> Record:
    """Return the address of one kind of record."""
    identifier = {**parameter("identifier", f"id of the {kind}", required=True), "in": "path"}
    form = parameter("as", "the form, before any Accept header", {"type": "string", "enum": list(FORMS)})
    forms: Record = {media: {} for media in FORMS.values()}
    found: Record = {"description": "Found.", "content": {**forms, JSON: {"schema": ref(kind)}}}
    others: Record = {"200": found, "404": answer("There is none.", ref("problem"))}
    return path(f"One {kind}.", ref(kind), [identifier, form], others)


def path(
    summary: str, found: Record, parameters: list[Record] | None = None, others: Record | None = None
) -> Record:
    """Return what GET does at an address."""
    refused = answer("The request cannot be read; `detail` says why.", ref("problem"))
    gone = answer("The store is not there, or has no finished build.", ref("problem"))
    answers = {"200": answer("Found.", found), "400": refused, "503": gone, **(others or {})}
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": answers}}


def parameter(name: str, meaning: str, kind: Record | None = None, *, required: bool = False) -> Record:
    """Return a parameter of the query string."""
    return {
        "name": name,
        "in": "query",
        "description": meaning,
        "required": required,
        "schema": kind or {"type": "string"},
    }


def answer(meaning: str, found: Record) -> Record:
    """Return a response with JSON."""
    media = "application/problem+json" if found == ref("problem") else "application/json"
    return {"description": meaning, "content": {media: {"schema": found}}}


def ref(name: str) -> Record:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def schema(fields: str) -> Record:
    """Return the schema of an object from its line in FIELDS; every field is there, be it null."""
    pairs = [field.partition(":")[::2] for field in fields.split()]
    properties = {name: field_schema(kind) for name, kind in pairs}
    return {"type": "object", "properties": properties, "required": list(properties)}


def field_schema(kind: str) -> Record:
    """Return the schema of one field."""
    if kind.startswith("["):
        return {"type": "array", "items": ref(kind[1:-1])}
    return {"type": [kind.rstrip("?"), "null"] if kind.endswith("?") else kind}

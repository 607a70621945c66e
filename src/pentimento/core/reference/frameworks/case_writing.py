"""A framework as a CASE 1.1 package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .case import OURS, VERSION
from .framework import CHILD, Framework, Source, Statement, Tie, named_uuid

Nodes = Mapping[str, dict[str, Any]]
Changed = Mapping[str, str]  # identifier of a statement -> when it was changed last, ISO 8601


def write_case(whole: Framework, *, changed: Changed, at: str) -> bytes:
    """The package as JSON in UTF-8.

    Parameters
    ----------
    changed
        For statements changed since they came in, when; the others carry ``at``.
    at : str
        When the framework itself was changed last, ISO 8601 with its zone.
    """
    beside = dict(whole.beside)
    document = _document(whole, beside.pop("CFDocument", {}), at)
    nodes = {one.identifier: _node(one) for one in whole.statements}
    package = {
        "CFDocument": document,
        "CFItems": [_item(one, document, changed.get(one.identifier, at)) for one in whole.statements],
        "CFAssociations": [
            *_children(whole, nodes, document, at),
            *(_association(one, nodes, document, at) for one in whole.ties),
        ],
        **beside,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _document(whole: Framework, beside: Mapping[str, Any], at: str) -> dict[str, Any]:
    uri = beside.get("uri") or f"urn:uuid:{whole.identifier}"
    made: dict[str, Any] = {
        "identifier": whole.identifier,
        "uri": uri,
        "creator": whole.creator or "unknown",
        "title": whole.title,
        "lastChangeDateTime": at,
        "caseVersion": VERSION,
        "version": whole.version,
        "description": whole.about,
        "language": whole.language,
        "statusStartDate": whole.dated.isoformat() if whole.dated else "",
        "officialSourceURL": whole.origin if whole.origin.startswith("http") else "",
        "notes": "" if whole.origin.startswith("http") else whole.origin,
        "licenseURI": _licence(whole),
        "CFPackageURI": {"title": whole.title, "identifier": whole.identifier, "uri": uri},
        "extensions": {OURS: {"levels": [asdict(one) for one in whole.levels]}},
    }
    return {**{name: value for name, value in made.items() if value}, **_not_given(beside, made)}


def _not_given(beside: Mapping[str, Any], made: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in beside.items() if not made.get(name)}


def _licence(whole: Framework) -> dict[str, str] | None:
    if not whole.licence:
        return None
    identifier = named_uuid(whole.identifier, whole.licence)
    return {"title": whole.licence, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}


def _link(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": document["title"], "identifier": document["identifier"], "uri": document["uri"]}


def _item(one: Statement, document: Mapping[str, Any], at: str) -> dict[str, Any]:
    ours = {
        "title": one.title,
        "level": one.level,
        "heading": one.is_heading,
        "sources": [_source(source) for source in one.sources],
    }
    made: dict[str, Any] = {
        "identifier": one.identifier,
        "uri": one.beside.get("uri") or f"urn:uuid:{one.identifier}",
        "fullStatement": one.statement,
        "abbreviatedStatement": one.title[:60],
        "humanCodingScheme": one.code,
        "CFItemType": one.kind,
        "notes": one.notes,
        "conceptKeywords": list(one.keywords),
        "educationLevel": one.beside.get("educationLevel") or ([one.level] if one.level else []),
        "lastChangeDateTime": at,
        "CFDocumentURI": _link(document),
        "extensions": {OURS: {name: value for name, value in ours.items() if value or name == "heading"}},
    }
    return {**{name: value for name, value in made.items() if value}, **_not_given(one.beside, made)}


def _source(one: Source) -> dict[str, str]:
    told = {
        "kind": one.kind,
        "title": one.title,
        "code": one.code,
        "locator": one.locator,
        "address": one.address,
        "published": one.published,
    }
    return {name: value for name, value in told.items() if value}


def _children(whole: Framework, nodes: Nodes, document: Mapping[str, Any], at: str) -> list[dict[str, Any]]:
    made = []
    for place, one in enumerate(whole.statements, start=1):
        tie = Tie(named_uuid(whole.identifier, f"{CHILD} {one.identifier}"), CHILD, one.identifier, one.parent)
        made.append({**_association(tie, nodes, document, at), "sequenceNumber": place})
    return made


def _node(one: Statement) -> dict[str, Any]:
    uri = one.beside.get("uri") or f"urn:uuid:{one.identifier}"
    return {"title": one.code or one.statement[:60], "identifier": one.identifier, "uri": uri, "targetType": "CASE"}


def _association(tie: Tie, nodes: Nodes, document: Mapping[str, Any], at: str) -> dict[str, Any]:
    made = {
        "identifier": tie.identifier,
        "uri": tie.beside.get("uri") or f"urn:uuid:{tie.identifier}",
        "associationType": tie.kind,
        "originNodeURI": nodes.get(tie.origin) or tie.beside.get("originNodeURI") or _link(document),
        "destinationNodeURI": nodes.get(tie.destination) or tie.beside.get("destinationNodeURI") or _link(document),
        "CFDocumentURI": _link(document),
        "lastChangeDateTime": at,
    }
    return {**made, **_not_given(tie.beside, made)}

"""JSON Schema of an activity's file, for editors that complete and check as one writes."""

from typing import Any

from longtin.measures._activities.activity import Activity
from longtin.measures._regimes.vocabulary import vocabulary


def activity_schema() -> dict[str, Any]:
    """The file of an activity as JSON Schema (draft 2020-12), with every word it may use."""
    schema = Activity.model_json_schema()
    parts = schema["$defs"]
    words = vocabulary()
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An activity to be held against the regimes",
        **{key: value for key, value in schema.items() if key != "title"},
    }
    own = schema["properties"]
    own["kind"]["enum"] = sorted(words.kinds)
    own["zones"]["items"]["enum"] = sorted(words.zones)
    own["distance_km"]["propertyNames"] = {"enum": sorted(words.lines)}
    parts["Notice"]["properties"]["content"]["anyOf"][0]["items"]["enum"] = sorted(words.contents)
    for each in (schema, parts["Claim"], parts["RelatedActivity"]):
        each["properties"]["figures"]["propertyNames"] = {"enum": sorted(words.figures)}
        each["properties"]["facts"]["items"]["enum"] = sorted(words.facts)
    return schema

"""Gives each request that fits the document an Idempotency-Key of its own, as clients do: the same key with another body
is refused, whatever the body says."""

import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, **kwargs):
    if case.meta and case.meta.generation.mode.is_positive and "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = uuid.uuid4().hex

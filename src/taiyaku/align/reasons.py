"""Why a bead was made, in words for the person who checks it."""

from __future__ import annotations

from taiyaku.align.features import Evidence

NO_COUNTERPART = "no counterpart found"
_WEAK = 10.0  # ratio under which a cue is not worth a mention
_SHOWN = 4


def bead_reason(evidence: Evidence, ja: range, en: range) -> str:
    """Return ``names: Putin, Biden; numbers: 16; 3 words``, or ``length and place`` where nothing else speaks.

    For a bead with one empty side: ``no counterpart found``.
    """
    if not ja or not en:
        return NO_COUNTERPART
    japanese = [evidence.cues[kind] for kind in {int(kind) for sentence in ja for kind in evidence.ja.tokens(sentence)}]
    found: dict[str, dict[str, None]] = {"names": {}, "terms": {}, "numbers": {}, "words": {}}
    for sentence in en:
        for kind, surface in zip(evidence.en.tokens(sentence), evidence.surfaces[sentence], strict=True):
            english = int(kind)
            cues = [cue for row in japanese if (cue := row.get(english)) and cue.ratio >= _WEAK]
            if cues:
                found[max(cues).kind][surface] = None
    parts = [
        f"{kind}: {', '.join(list(found[kind])[:_SHOWN])}" for kind in ("names", "terms", "numbers") if found[kind]
    ]
    if found["words"]:
        count = len(found["words"])
        parts.append(f"{count} word{'s' if count > 1 else ''}")
    return "; ".join(parts) or "length and place"

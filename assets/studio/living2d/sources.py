"""What each plate rests on, in words; goes into plate.toml as `sources`."""

from __future__ import annotations

_DRAWN = (
    "People, clothes and things: own figures, drawn by program; nobody is portrayed, "
    "nothing traced."
)
_SIZES = "Lengths of limbs as shares of height: Drillis and Contini 1966; recalled, to be verified."
_CHECK = "Not reviewed by a clinician."


def _with(*lines: str) -> tuple[str, ...]:
    return (*lines, _DRAWN, _SIZES, _CHECK)


SOURCES: dict[str, tuple[str, ...]] = {
    "living-bed": _with(
        "Roll with shoulders and hips at the same time, then push with the elbow and the other "
        "hand while the legs slide over the edge: spine practice page, Addison Stone",
        "Trunk straight, arms raise the body while the legs go down, then sit: log roll method, "
        "Healthwise patient page, 2023",
        "Knees bent and feet flat on the bed first: three patient pages on the log roll that agree",
        "The same order in the topic texts of this pack (Getting out of bed)",
    ),
    "living-lift": _with(
        "Stand close, bend the knees, keep the natural curves of the back, no twist: leaflet on "
        "lifting (Use your legs, not your back)",
        "Feet apart, bend at knees and hips, hold the load close: page of a rehabilitation "
        "practice; both read as search text",
        "When and how much to lift: recovery data of this pack; the picture says nothing of it",
    ),
    "living-sit": _with(
        "Firm chair with a straight back, both feet flat on the floor, support in the small of "
        "the back: pages for people after back surgery that agree; read as search text",
        "Short spells, walking in between: recovery data of this pack (discectomy, fusion)",
        "Arm rests are advised by some pages; not drawn, so that the back can be seen",
    ),
    "living-walk": _with(
        "Walking from the first day or the next: recovery data of this pack",
        "Posture and stride: drawn, not measured",
    ),
    "living-wound": _with(
        "Let someone look at a wound on the back for redness, swelling or leaking: pages of "
        "spine practices that agree (Sinicropi; a spine practice in Los Angeles; OSC)",
        "No hand touches it: Northern Care Alliance NHS, caring for your spinal wound (do not "
        "scratch, no creams)",
        "Size of the dressing: our choice",
    ),
    "living-brace": _with(
        "A thin shirt under the brace, straps closed evenly: UW Health leaflet HF 5390 and Krames "
        "discharge sheet (both on taller braces)",
        "Only some surgeons use a brace: recovery data of this pack (fusion)",
        "Kind of brace: our choice, no maker's model",
    ),
    "living-car": _with(
        "Back up to the seat, sit down first, then bring the legs in; hips and shoulders turn as "
        "one: MyMichigan Health, guide after spine surgery",
        "A hand on the dashboard: Nova Scotia Health, mysurgery (page for hip and knee surgery); "
        "no hand on the door: MySpine patient page",
        "The same order in the topic texts of this pack (The car)",
    ),
}

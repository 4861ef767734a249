"""The city register's part of the invented city of the tests: four parcels in one zone, three approvals, two offices
with hours, sixty images."""


def square(lon, lat, size=0.001):
    """A square with this south-western corner, in degrees."""
    corners = [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
    return {"type": "Polygon", "coordinates": [[[round(x, 6), round(y, 6)] for x, y in corners]]}


WEST, SOUTH = 51.67, 32.65
STREETS = [
    {"code": "s1", "district": 6, "name": "خیابان نمونه یاس", "length_m": 400, "width_m": "12", "planned_width_m": 16},
    {"code": "s2", "district": 6, "name": "خیابان نمونه یاس، کوچه ۱۲", "length_m": 90, "width_m": "۷/۵"},
]
ZONES = [
    {
        "zone": "R6-1",
        "district": 6,
        "land_use": "مسکونی",
        "density_percent": 180,
        "coverage_percent": 60,
        "floors": 3,
        "front_setback_m": "۱/۵",
        "min_lot_m2": 150,
        "plan": "طرح تفصیلی نمونه",
        "approved_on": "1400-05-01",
        "geometry": square(WEST, SOUTH, 0.003),
    }
]
PARCELS = [
    {
        "nosazi_code": "6-2-110-7",
        "registry_main": 4321,
        "registry_sub": 7,
        "registry_section": 5,
        "street": "s1",
        "plate_no": 7,
        "area_m2": 205,
        "price_block": "6-2-110",
        "geometry": square(WEST, SOUTH),
    },
    {
        "nosazi_code": "6-2-110-8",
        "registry_main": 4321,
        "registry_sub": 8,
        "street": "s2",
        "plate_no": 7,
        "area_m2": 120,
        "fabric": "فرسوده",
        "geometry": square(WEST + 0.001, SOUTH),
    },
    {"nosazi_code": "3-1-8-44", "address": "کوی نمونه", "fabric": "historic", "geometry": square(51.70, 32.66)},
]
APPROVALS = [
    {
        "approval_no": "N-1",
        "body": "کمیسیون ماده ۵",
        "title": "تغییر کاربری از مسکونی به آموزشی (نمونه)",
        "content": "با تغییر كاربري موافقت شد؛ پایان‌کار پس از اجرا صادر می‌شود.",
        "district": 6,
        "nosazi_code": "6-2-110-7",
        "approved_on": "1404-03-12",
    },
    {
        "approval_no": "N-2",
        "body": "detailed_plan",
        "title": "افزایش تراکم پهنه (نمونه)",
        "content": "تراکم پهنه مسکونی ۱۸۰ درصد شد.",
        "district": 6,
        "zone": "R6-1",
        "approved_on": "1400-05-01",
    },
    {"approval_no": "N-3", "body": "شورا", "title": "عرض معبر (نمونه)", "approved_on": "1403-01-20"},
]
WORKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه")
HOURS = [
    *(
        {"office": "N1", "weekday": day, "opens": "8", "closes": "16:00", "valid_from": "1400-01-01"}
        for day in WORKDAYS
    ),
    {"office": "N1", "weekday": "پنجشنبه", "opens": "08:00", "closes": "13:00", "valid_from": "1400-01-01"},
    *(
        {
            "office": "N1", "weekday": day, "opens": "07:00", "closes": "13:00",
            "valid_from": "1404-04-01", "valid_to": "1404-06-31",
        }
        for day in WORKDAYS
    ),
]  # fmt: skip
REGISTER = {
    "streets": STREETS,
    "plan_zones": ZONES,
    "price_blocks": [
        {"block": "6-2-110", "district": 6, "use": "residential", "year": 1403, "regional_price_rial": 2_000_000}
    ],
    "parcels": PARCELS,
    "plan_approvals": APPROVALS,
    "office_places": [
        {"office": "N1", "lon": WEST, "lat": SOUTH},
        {"office": "N2", "geometry": {"type": "Point", "coordinates": [51.60, 32.70]}},
    ],
    "office_hours": HOURS,
    "office_exceptions": [
        {"office": "N1", "day": "1404-07-22", "reason": "جابه‌جایی دفتر (نمونه)"},
        {"office": "N1", "day": "1404-07-25", "opens": "9:00", "closes": "12:00", "reason": "روز آزاد (نمونه)"},
    ],
    "archive_images": [
        *(
            {
                "request_no": "1404100101", "image_no": f"7000{number:03d}", "part": "پروانه", "document": "deed",
                "page": number + 1, "taken_on": "1396-02-03", "width_px": 1240, "height_px": 1754,
            }
            for number in range(60)
        ),
        {
            "request_no": "1404100103", "image_no": "7000900", "part": "letters", "document": "deed",
            "taken_on": "1396-02-03", "width_px": 600, "height_px": 800,
        },
    ],
}  # fmt: skip

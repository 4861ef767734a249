"""How large a generated city is. `city` is Isfahan as the municipality described it; `demo` is a corner of it."""

from __future__ import annotations

from dataclasses import dataclass

DISTRICTS = 15


@dataclass(frozen=True, slots=True)
class Size:
    """`blocks`: east and north in each district. `parcels`: in each block, half of them on either side of it."""

    files: int
    inquiries: int
    images: int
    citizens: int
    offices: int
    approvals: int
    blocks: tuple[int, int]
    parcels: int
    street_km: int

    def with_files(self, files: int) -> Size:
        """The same city with fewer or more files, and images and citizens in proportion."""
        share = files / self.files
        return Size(
            files=files,
            inquiries=round(self.inquiries * share),
            images=round(self.images * share),
            citizens=max(1, round(self.citizens * share)),
            offices=self.offices,
            approvals=self.approvals,
            blocks=self.blocks,
            parcels=self.parcels,
            street_km=self.street_km,
        )


SIZES = {
    # The news item: 67 offices, 108,000 inquiries answered, 3 million images, 5,236 km of streets in 15 districts.
    "city": Size(
        files=1_000_000,
        inquiries=108_000,
        images=3_000_000,
        citizens=600_000,
        offices=67,
        approvals=12_000,
        blocks=(44, 40),
        parcels=16,
        street_km=5_236,
    ),
    "demo": Size(
        files=1_000,
        inquiries=108,
        images=3_000,
        citizens=600,
        offices=67,
        approvals=300,
        blocks=(8, 8),
        parcels=4,
        street_km=190,
    ),
}

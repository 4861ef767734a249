import pytest


@pytest.mark.parametrize(
    ("text", "percent"),
    [("نصفش تجاری باشه چی", 50), ("۴۰ درصدش مغازه باشه", 40), ("یک سوم زیربنا تجاری", 33)],
)
def test_a_share_of_the_building_is_a_shop(read, text, percent):
    assert read(text) == read(text, expecting="@menu") == {"shop_share": percent, "use": "mixed"}


def test_where_the_shop_is_asked_for_the_share_alone_says_it(read):
    assert read("نصفش", expecting="shop_area_m2") == {"shop_share": 50}
    assert "shop_share" not in read("نصفش", expecting="building_area_m2")


def test_other_shares_are_none(read):
    assert "shop_share" not in read("زیربنا رو نصف کنم")
    assert "shop_share" not in read("۵ درصد راه‌آهن چیه")

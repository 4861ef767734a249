from nlu.entities.doc import Found
from nlu.entities.recognise import settle


def test_rank_then_length_then_place_settle_overlaps():
    low, high = Found("a", 1, 0, 9, rank=10), Found("b", 1, 4, 6, rank=20)
    assert settle([low, high]) == [high]
    short, long = Found("a", 1, 0, 3), Found("b", 1, 0, 5)
    assert settle([short, long]) == [long]
    assert settle([Found("b", 1, 5, 6), Found("a", 1, 0, 5)]) == [Found("a", 1, 0, 5), Found("b", 1, 5, 6)]


def test_several_answers_in_one_message_are_all_read(read):
    text = "زمین ۲۰۰ متری مسکونی منطقه پنجم، سه طبقه هر طبقه دو واحد، موبایلم ۰۹۱۳۱۲۳۴۵۶۷"
    assert read(text) == {
        "land_area_m2": 200,
        "use": "residential",
        "district": 5,
        "floors": 3,
        "units_per_floor": 2,
        "mobile": "09131234567",
    }


def test_the_same_value_said_twice_is_one(read):
    assert read("منطقه ۵ آره همون منطقه ۵") == {"district": 5}

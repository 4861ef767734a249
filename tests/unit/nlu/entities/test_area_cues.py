from nlu.entities.area_cues import OTHER, WITHOUT_UNIT, alley, last_cue, nearest


def test_the_nearest_word_names_the_area():
    assert nearest("زمین با زیربنا ") == "building_area_m2"
    assert nearest(" زمین با زیربنا", from_start=True) == "land_area_m2"
    assert nearest("مازاد بنا ") == "excess_area_m2"
    assert nearest("عرض کوچه ") == OTHER
    assert nearest("سلام ") is None


def test_words_that_mislead_do_not_count():
    assert nearest("4 واحد ") is None
    assert nearest("عدم خلاف ") is None


def test_a_wide_alley_is_no_frontage():
    assert alley("بر کوچه ", " متری")
    assert not alley("بر کوچه ", " متر")


def test_the_last_of_the_words_is_found():
    match = last_cue("زمین و باز زمین 200", WITHOUT_UNIT["land_area_m2"])
    assert match is not None
    assert match.start() == 11


def test_a_number_of_units_names_the_measure_of_each():
    assert nearest("3 واحد ") is None
    assert nearest("3 واحد ", each=True) == "unit_area_m2"


def test_of_two_words_in_one_place_the_longer_counts():
    assert nearest("عمق زمین ") == OTHER
    assert nearest("بنای اضافی", from_start=True) == "excess_area_m2"

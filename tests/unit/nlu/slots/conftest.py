"""A tiny data set of another desk: its entities are nobody's rule."""

import pytest

from nlu.train import train

TINY = """version: "3.1"
nlu:
  - intent: music_play
    examples: |
      - آهنگ [باران](song) را پخش کن
      - آهنگ [بهار](song) از [ابی](artist) پخش کن
      - یک آهنگ از [گوگوش](artist) بگذار
      - [باران](song) را بگذار
      - از [ابی](artist) آهنگ پخش کن
      - پخش آهنگ [گل یخ](song)
      - آهنگ [گل یخ](song) از [گوگوش](artist) را بگذار
  - intent: weather_ask
    examples: |
      - هوای [شیراز](city) چطور است
      - فردا هوای [یزد](city) چطوره
      - هوا در [تهران](city) سرد است
      - [شیراز](city) باران می‌آید
      - دمای [تهران](city) چند است
      - هوا چطور است
"""


@pytest.fixture(scope="session")
def foreign_data(tmp_path_factory):
    file = tmp_path_factory.mktemp("foreign") / "nlu.yml"
    file.write_text(TINY, "utf-8")
    return file


@pytest.fixture(scope="session")
def foreign_model(foreign_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign-model")
    train([foreign_data], folder)
    return folder

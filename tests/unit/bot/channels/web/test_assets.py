import gzip
import json

from bot.channels.web.assets import STATIC, load_assets
from bot.channels.web.texts import load_texts


def test_every_file_is_there_as_it_is_and_packed():
    assets = load_assets(load_texts())
    assert assets["widget.js"].body == (STATIC / "widget.js").read_bytes()
    assert all(gzip.decompress(asset.packed) == asset.body for asset in assets.values())
    assert "widget/texts.d.ts" not in assets


def test_the_widgets_words_are_a_module_made_from_the_book():
    module = load_assets(load_texts())["widget/texts.js"].body.decode()
    assert json.loads(module.removeprefix("export const TEXTS = ").removesuffix(";\n")) == dict(load_texts().widget)


def test_every_word_the_widget_asks_for_is_in_the_book_and_none_is_left_over():
    import re

    asked = {name for path in STATIC.rglob("*.js") for name in re.findall(r"TEXTS\.(\w+)", path.read_text("utf-8"))}
    assert asked == set(load_texts().widget)


def test_a_changed_file_has_another_etag(tmp_path):
    (tmp_path / "a.js").write_text("1")
    before = load_assets(load_texts(), tmp_path)["a.js"].etag
    (tmp_path / "a.js").write_text("2")
    assert load_assets(load_texts(), tmp_path)["a.js"].etag != before


def test_scripts_never_write_markup_and_hold_no_persian():
    for path in STATIC.rglob("*.js"):
        source = path.read_text("utf-8")
        assert not any(
            word in source for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write")
        )
        assert not any("\u0600" <= letter <= "\u06ff" for letter in source), path.name

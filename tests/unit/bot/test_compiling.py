"""Which modules are the engine's."""

from pathlib import Path

from bot.compiling import engine_modules

ROOT = Path(__file__).resolve().parents[3]


def test_the_engine_and_all_it_comes_to_import_and_nothing_else():
    found = {str(path) for path in engine_modules(ROOT)}
    assert {"dialogs/engine.py", "dialogs/walk.py", "dialogs/repair/turns.py", "nlu/types.py"} <= found
    assert not {
        path for path in found if path.startswith(("dialogs/check", "dialogs/pictures", "dialogs/story", "bot"))
    }


def test_a_module_named_in_an_import_counts_and_a_function_does_not(tmp_path):
    (tmp_path / "dialogs").mkdir()
    files = {"engine": "from dialogs import walk\nfrom dialogs.walk import step", "walk": "import json", "story": ""}
    for name, text in files.items():
        (tmp_path / "dialogs" / f"{name}.py").write_text(text, "utf-8")
    assert engine_modules(tmp_path) == [Path("dialogs/engine.py"), Path("dialogs/walk.py")]

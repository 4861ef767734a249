"""`timed.py FACTS COMMAND…`: runs the command and writes down its seconds, processor seconds and largest memory. A
process of its own, so that the figures are of this command's children alone."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    start = time.monotonic()
    code = subprocess.run(sys.argv[2:], check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    facts = {
        "seconds": time.monotonic() - start,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }
    Path(sys.argv[1]).write_text(json.dumps(facts), "utf-8")
    sys.exit(code)

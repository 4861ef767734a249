"""`make bench`: every script whose figures the README states, one after the other."""

from benchmarks import storage, turns, understanding

if __name__ == "__main__":
    for script in (turns, storage, understanding):
        print(f"\n== {script.__name__}", flush=True)
        script.main()

"""`python -m qa.training retrieve | train | restore | average | export | calibrate | evaluate`."""

import argparse
import sys
from importlib import import_module

COMMANDS = ("retrieve", "train", "restore", "average", "export", "calibrate", "evaluate")


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        sys.exit(f"usage: python -m qa.training {{{','.join(COMMANDS)}}} ... (--help after the command); got {name!r}")
    module = import_module(f"qa.training.{name}")
    parser = argparse.ArgumentParser(prog=f"python -m qa.training {name}", description=module.__doc__)
    module.add_arguments(parser)
    options = parser.parse_args(sys.argv[2:])
    options.run_command(options)


main()

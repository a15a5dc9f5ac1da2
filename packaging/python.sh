# Sourced by the commands here: sets $root, the checkout, $python, a Python to begin with, and
# $test_extras, what the environment that most of them share has.

# shellcheck disable=SC2034
test_extras="cluster cpu dev heic import-models starter training"

script=$(readlink -f -- "$0" 2>/dev/null) || script=$0
root=$(CDPATH='' cd -- "$(dirname -- "$script")/.." && pwd -P) || exit 3

python=
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    # The oldest that will do is written here and in pyproject.toml.
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    if found=$(python3 --version 2>/dev/null); then
        echo "Python 3.11 or newer is needed, and python3 here is $found: install a newer one." >&2
    else
        echo "Python is missing: install it, on Debian and Ubuntu with 'apt install python3 python3-venv'." >&2
    fi
    exit 3
fi

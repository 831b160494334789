#!/usr/bin/env bash
# Install a wheel where nothing of the checkout can help it, and ask it for briefs.
#
# Usage: tools/check_wheel.sh dist/longtin-VERSION-py3-none-any.whl
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd)
wheel=$(realpath "$1")
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

# Every file that git would clone under src/longtin must be in the wheel.
"${PYTHON:-python3}" - "$checkout" "$wheel" <<'PYTHON'
import subprocess
import sys
import zipfile

checkout, wheel = sys.argv[1:]
listing = ["git", "-C", checkout, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "src"]
cloned = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split("\0")
packed = set(zipfile.ZipFile(wheel).namelist())
missing = [path for path in cloned if path and path.removeprefix("src/") not in packed]
if missing:
    sys.exit("The wheel lacks these files of the checkout: " + ", ".join(missing))
print(f"The wheel holds all {len(cloned) - 1} files of src/.")
PYTHON

"${PYTHON:-python3}" -m venv "$room/venv"
if ! {
  "$room/venv/bin/python" -m pip install --require-hashes --requirement "$checkout/requirements/runtime.txt" &&
    "$room/venv/bin/python" -m pip install --no-deps --no-index "$wheel"
} > "$room/install.log" 2>&1; then
  cat "$room/install.log" >&2
  exit 1
fi

mkdir "$room/empty"
cd "$room/empty"
unset PYTHONPATH
longtin="$room/venv/bin/longtin"

"$longtin" --help > help.txt
grep -q brief help.txt
"$longtin" brief VNM CHN --as-of 2014-08-01 --format md > printed.md
for format in md html pdf json; do
  "$longtin" brief VNM CHN --as-of 2014-08-01 --format "$format" -o "brief.$format"
done
"$longtin" brief VNM CHN --as-of 2014-08-01 --lang vi --format pdf -o tóm-lược.pdf

grep -q "Viet Nam" printed.md
grep -q "China" brief.md
grep -qi "</html>" brief.html
test "$(head -c 5 brief.pdf)" = "%PDF-"
test "$(head -c 5 tóm-lược.pdf)" = "%PDF-"
"$room/venv/bin/python" -m json.tool brief.json > /dev/null
echo "The wheel gives briefs as Markdown, HTML, PDF and JSON in an empty folder:"
ls -l

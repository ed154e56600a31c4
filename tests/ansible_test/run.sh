#!/bin/sh
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run ansible-test in a copy of the working tree: it accepts neither a symbolic link nor any other folder name.
# COPY tells copies apart that are used at the same time; WITH names a folder whose files are added to the copy.
# Fails when ansible-test says that it skipped something, which by itself is a success to it.

set -eu
copy=.cache/copy${COPY:-}/ansible_collections/community/bigpanda
log=.cache/ansible-test-$1${COPY:-}.log

rm -rf "$copy"
mkdir -p "$copy"
git ls-files -z --cached --others --exclude-standard \
    | tar -c --null --ignore-failed-read -T - 2>/dev/null | tar -x -C "$copy"
if [ -n "${WITH:-}" ]; then
    cp -R "$WITH/." "$copy"
fi
# Without a repository of its own it would ask ours, where the copy is ignored, and find no files.
git -C "$copy" init --quiet

# It makes a key there that two of them would make at the same time.
export HOME="$HOME/ansible-test${COPY:-}"

# To put pip into a new environment, of which sanity makes nine, ansible-test downloads a script from a host that need not
# be reachable. Ours is at hand and compiled: copying it takes a moment, while ensurepip takes eight seconds to install it.
cache=$HOME/.ansible/test/cache
mkdir -p "$cache"
ln -sfn "$PWD"/.venv/lib/python3*/site-packages "$cache/packages"
for version in 23_1_2 24_2 25_2; do
    cat > "$cache/get_pip_$version.py" <<'END'
import pathlib, shutil, sysconfig
for folder in (pathlib.Path(__file__).parent / "packages").glob("pip*"):
    shutil.copytree(folder, pathlib.Path(sysconfig.get_path("purelib"), folder.name))
END
done

# ansible-test writes the path of its Python into first lines of scripts, where a blank ends it. So Python is called by
# another name while this runs.
alias=$(mktemp -d)
trap 'rm -rf "$alias"' EXIT
ln -s "$(dirname "$(dirname "$(command -v ansible-test)")")" "$alias/venv"
PATH="$alias/venv/bin:$PATH"
export PATH

version=$(python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
command=$1
shift
top=$PWD
cd "$copy"
unset ANSIBLE_CONFIG ANSIBLE_COLLECTIONS_PATH
status=0
LC_ALL=C.UTF-8 "$alias/venv/bin/python" "$alias/venv/bin/ansible-test" "$command" --python "$version" --color no "$@" > "$top/$log" 2>&1 || status=$?
cat "$top/$log"
if grep -q -e 'All targets skipped' -e 'WARNING: Skipping' -e 'WARNING: All tests skipped' "$top/$log"; then
    echo "ansible-test skipped something; see above."
    exit 1
fi
exit "$status"

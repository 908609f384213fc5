#!/usr/bin/env bash
# Records which files of a small folder `git` takes each pattern of a .gitignore to name, with all that lies in a folder it names.
# Run: src/test/scripts/file-patterns.sh > src/test/resources/org/pyflinkimage/spec/file-patterns.tsv
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git init -q .
files='a.py b.csv build/x.txt data/a.csv data/deep/b.csv data/deep/more/c.csv env/lib/a.py env/pyvenv.cfg src/build/y.txt src/data/a.csv
src/a.py tests/t.py src/tests/t.py a+b.txt aXb.txt x/.env .env .hidden/f part-1.log part-a.log part-].log part--.log x/part-2.log a[1].txt aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'
for file in $files; do
  mkdir -p "$(dirname "$file")"
  : > "$file"
done
echo "# pattern, then the files that it names, by $(git --version)"
while IFS= read -r pattern; do
  printf '%s\n' "$pattern" > .git/info/exclude
  named=$(printf '%s\n' $files | git check-ignore --no-index --stdin | sort | paste -sd ' ' || true)
  printf '%s\t%s\n' "$pattern" "$named"
done << 'PATTERNS'
*.csv
a.py
/a.py
tests
tests/
/tests/
build/
/build
src/build
data/*.csv
data/**
data/**/*.csv
**/a.csv
**/data/
/**/a.py
src/**/t.py
*/a.py
a?b.txt
a+b.txt
.env
.*
/.*
env/lib
env/lib/a.py
deep/
data/deep
da*
*
d*/deep
nothing
data/nothing
data/**/more
part-[0-9].log
part-[!0-9].log
part-[^a]*
part-[[:digit:]].log
part-[[:alpha:][:digit:]].log
part-[]].log
part-[]a].log
part-[a-].log
part-[-a].log
part-[9-0].log
part-[.log
part-[a
a[1].txt
a[[]1].txt
x/part-[0-9].log
x[/]part-2.log
[a-z].py
[dD]ata/
d[a]ta/**/[c].csv
*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*c
**/**/**/**/**/**/**/**/**/c.csv
data/**/**/deep/**
a**b.txt
PATTERNS

#!/bin/bash
# Records anew what uv says and writes, for the tests of room resolve. Needs uv 0.13.9 and its package index.
# usage: src/test/scripts/resolve-recordings.sh PATH_OF_UV
set -u
uv=$(readlink -f "$1")
out=$(readlink -f "$(dirname "$0")/../resources/org/pyflinkimage/resolve")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export UV_CACHE_DIR=$work/cache UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=true UV_HTTP_RETRIES=0
metadata='[[dependency-metadata]]\nname = "%s"\nversion = "%s"\nrequires-dist = [%s]\n'
{
    printf "$metadata" dill 0.3.1.1 ''
    printf "$metadata" docopt 0.6.2 ''
    printf "$metadata" crcmod 1.7 ''
    printf "$metadata" hdfs 2.7.3 '"docopt", "requests>=2.7.0", "six>=1.9.0"'
    printf "$metadata" avro-python3 1.10.2 ''
    printf "$metadata" apache-flink-libraries 1.18.1 ''
    printf "$metadata" apache-flink-libraries 1.19.0 ''
    printf "$metadata" apache-flink 1.19.0 '"pemja==0.4.1"'
} > uv.toml

# compile RECORDING PYTHON PLATFORM SDISTS REQUIREMENT...
compile() {
    local name=$1 python=$2 platform=$3 sdists=$4 option=()
    shift 4
    for sdist in $sdists; do option+=(--no-binary "$sdist"); done
    printf '%s\n' "$@" > in.txt
    "$uv" pip compile in.txt --format pylock.toml --output-file "pylock.answer.toml" --no-header --python-version "$python" \
        --python-platform "$platform" --only-binary :all: "${option[@]}" --color never --no-progress > /dev/null 2> errors.txt
    sed -E 's#https?://[^/ `)]*[a-z][^/ `)]*#https://index.example.com#g; /^Resolved /d' errors.txt > "$out/$name"
}

pure='dill docopt crcmod hdfs'
old="$pure avro-python3 apache-flink-libraries"
compile uv-contradiction.txt 3.10.2 x86_64-manylinux_2_31 "$old" apache-flink==1.18.1 numpy==2.2
compile uv-without-wheel.txt 3.9.2 x86_64-manylinux_2_31 "$old" apache-flink==1.18.1 numpy==2.2
compile uv-without-wheel-on-arm64.txt 3.11.2 aarch64-manylinux_2_36 "$old apache-flink" apache-flink==1.19.0
compile uv-unknown-package.txt 3.11.2 x86_64-manylinux_2_36 "$pure" apache-flink==2.3.0 no-such-package-xyzzy
compile uv-all-versions.txt 3.11.2 x86_64-manylinux_2_36 "$pure" pyspark
compile uv-syntax.txt 3.11.2 x86_64-manylinux_2_36 '' 'numpy=>1'
UV_OFFLINE=1 UV_CACHE_DIR=$work/empty compile uv-offline.txt 3.11.2 x86_64-manylinux_2_36 '' six
UV_DEFAULT_INDEX=http://127.0.0.1:1/simple compile uv-network.txt 3.11.2 x86_64-manylinux_2_36 '' six
: > empty.pem
(unset SSL_CERT_DIR; UV_CACHE_DIR=$work/empty UV_SYSTEM_CERTS=false SSL_CERT_FILE=empty.pem compile uv-certificate.txt 3.11.2 x86_64-manylinux_2_36 '' six)
"$uv" pip compile nofile.txt 2> "$out/uv-no-file.txt"
mkdir job
printf '[project]\nname = "job"\ndynamic = ["version", "dependencies"]\n' > job/pyproject.toml
"$uv" pip compile job/pyproject.toml --only-binary :all: --color never 2> "$out/uv-build.txt"
PATH=/nonexistent "$uv" pip compile in.txt --python-version 3.11.2 --color never 2> "$out/uv-no-interpreter.txt"

compile none.txt 3.11.2 x86_64-manylinux_2_36 "$pure" apache-flink==2.3.0
rm "$out/none.txt"
{
    echo '# Recorded: uv 0.13.9, `uv pip compile --format pylock.toml` of apache-flink==2.3.0 for Python 3.11.2 on x86_64-manylinux_2_36, six of its'
    echo '# packages, with the host replaced. src/test/scripts/resolve-recordings.sh makes it anew.'
    awk -v RS='\\[\\[packages\\]\\]\n' 'NR == 1 { printf "%s", $0 }
        NR > 1 && /^name = "(apache-flink|charset-normalizer|dill|protobuf|pyarrow|async-timeout)"/ { printf "[[packages]]\n%s", $0 }' \
        pylock.answer.toml | sed -E 's#https?://[^/ "]+/packages#https://files.example.com/packages#g'
} > "$out/flink-2.3.0.pylock.toml"

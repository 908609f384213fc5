#!/usr/bin/env bash
# Records what distribution's own parser says of image references; Docker, podman and skopeo use the same. Needs Go.
#
#   src/test/scripts/image-references.sh > src/test/resources/org/pyflinkimage/value/image-references.tsv
#
# Fields: the text, registry, path, tag, digest; a single `-` after the text where it is refused.
set -euo pipefail
VERSION=v0.6.0
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
cat > "$FOLDER/main.go" <<'GO'
package main

import (
	"bufio"
	_ "crypto/sha256"
	"fmt"
	"os"

	"github.com/distribution/reference"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		text := lines.Text()
		named, err := reference.ParseNormalizedNamed(text)
		if err != nil {
			fmt.Printf("%s\t-\n", text)
			continue
		}
		tag, digest := "", ""
		if tagged, ok := named.(reference.Tagged); ok {
			tag = tagged.Tag()
		}
		if digested, ok := named.(reference.Digested); ok {
			digest = digested.Digest().String()
		}
		fmt.Printf("%s\t%s\t%s\t%s\t%s\n", text, reference.Domain(named), reference.Path(named), tag, digest)
	}
}
GO
SUM=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
LABEL63=$(printf 'a%.0s' {1..63})
TAG128=$(printf 'T%.0s' {1..128})
cd "$FOLDER"
{ go mod init recorded && go get github.com/distribution/reference@$VERSION && go build -o recorded .; } >&2
echo "# recorded from github.com/distribution/reference $VERSION by src/test/scripts/image-references.sh"
./recorded <<TEXTS
debian
debian:12
debian:bookworm-slim
debian@$SUM
debian:12@$SUM
team/debian:12
a/b/c/d
a.b_c--d
team/word__count
word-count
0/1
localhost/x
localhost/x:1
localhost:5000/x
localhost:5000
localhost:5000/x:5000
localhost
127.0.0.1:5000/base:1
127.0.0.1/base
[::1]:5000/x
[::1]/x
[2001:db8::1]:443/team/x:1
[fe80::1%eth0]:443/x
[::1
[::1]x/y
registry.example.com/team/wordcount
registry.example.com/team/wordcount:1
registry.example.com:443/team/wordcount:1@$SUM
REGISTRY.example.com:5000/team/wordcount
xn--n3h.com/myimage:xn--n3h.com
docker.io/library/debian:12
a-b.example/x
a.example./x
.example.com/x
-example.com/x
example-.com/x
example..com/x
example.com:/x
example.com:port/x
example.com:80:80/x
registry.example.com/
registry.example.com//x
x:$TAG128
x:${TAG128}T
x:_
x:_1.-
x:-1
x:.1
x:
x:1:2
x:a b
x:ä
x@
x@sha256:0123
x@sha256:${SUM#sha256:}0
x@sha1:0123456789012345678901234567890123456789
x@$SUM:1
x@$SUM@$SUM
$LABEL63/x
$LABEL63.example.com/$LABEL63
Upper
team/Upper
example.com/Upper
a//b
/a
a/
a b
-a
a-
a/-b
a/b-/c
a_b
a__b
a___b
_a
a_
a.b
a..b
.a
a.
a._b
a--------b
a-_b
https://example.com/a
example.com/a?b
example.com/a#b
https:x
ä
.
/
:
@

TEXTS

# A table of images.json: what each image adds to those above it. Layers of one digest are one.
def megabytes: . / 1e5 | round / 10 | tostring | if test("\\.") then . else . + ".0" end | . + " MB";

# What is new of an image, by kind, the largest first.
def kinds: group_by(.kind) | map({kind: .[0].kind, size: (map(.size) | add)}) | sort_by(-.size)
  | map(select(.size >= 1e6) | "\(.kind) \(.size | megabytes)") | join(", ");

reduce .[] as $image ({known: {}, rows: []};
  (.known as $known | $image.layers | unique_by(.digest) | map(select($known[.digest] | not))) as $new
  | .known += ($new | map({key: .digest, value: true}) | from_entries)
  | .rows += [{
      cell: "Flink \($image.flink), Java \($image.java), Python \($image.python), \($image.platform)",
      layers: ($image.layers | length), size: $image.size, new: ($new | map(.size) | add // 0), kinds: ($new | kinds)}])
| .rows
| "| cell | layers | image | added | of it | what |", "|---|---|---|---|---|---|",
  (.[] | "| \(.cell) | \(.layers) | \(.size | megabytes) | \(.new | megabytes) | \(100 * .new / .size | round) % | \(.kinds) |"),
  "",
  "All: \(map(.new) | add | megabytes)" + if length > 1
    then "; a further cell adds \(100 * (.[1:] | map(.new / .size) | add / length) | round) % of its image on average." else "." end

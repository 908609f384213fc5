#!/usr/bin/env bash
#
# Values of Flink's configuration file: in YAML's quotes and without.
#
# shellcheck disable=SC2034,SC2154  # One file with docker-entrypoint.sh.ftl and its other parts.

# The lines of the configuration file.
lines=()

# A value in quotes, as YAML has them.
readonly QUOTED="('([^']|'')*'|\"([^\"\\]|\\\\.)*\")"

# A setting. It is one line of the file: what goes on behind its end would be another key.
put() {
  if [[ $2 == *[$'\n\r']* ]]; then
    fail "the value of $1 has several lines, and $file_name takes one: keep it in a file, and give Flink the file's path"
  elif ! $yaml && [[ $2 == *"#"* ]]; then
    say "WARNING: the value of $1 ends before its first #: $file_name has no quotes"
  fi
  [[ -n ${settings[$1]+set} ]] || keys+=("$1")
  settings[$1]=$2
}

# A text without the blanks around it.
trimmed() {
  local text=${1#"${1%%[![:space:]]*}"}
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

# A text as it stands between the double quotes of YAML.
escaped() {
  local text=${1//\\/\\\\} code character
  text=${text//\"/\\\"}
  if [[ $text == *[[:cntrl:]]* ]]; then
    for code in {1..31} 127; do
      printf -v code '%02x' "$code"
      printf -v character '%b' "\\x$code"
      text=${text//"$character"/\\x$code}
    done
  fi
  printf '%s' "$text"
}

# The text that stands between the double quotes of YAML.
unescaped() {
  local rest=$1 text='' letter width
  while [[ $rest == *\\* ]]; do
    text+=${rest%%\\*}
    rest=${rest#*\\}
    letter=${rest:0:1}
    rest=${rest:1}
    width=0
    case $letter in
      x) width=2 ;;
      u) width=4 ;;
      U) width=8 ;;
      [abtnvfre]) printf -v letter '%b' "\\$letter" ;;
      N) letter=$'\u0085' ;;
      _) letter=$'\u00a0' ;;
      L) letter=$'\u2028' ;;
      P) letter=$'\u2029' ;;
      *) ;;
    esac
    if ((width > 0)); then
      printf -v letter '%b' "\\U${rest:0:width}"
      rest=${rest:width}
    fi
    text+=$letter
  done
  printf '%s' "$text$rest"
}

is_quoted() {
  $yaml && [[ $1 =~ ^$QUOTED$ ]]
}

# The text of a value, without the quotes of YAML.
plain() {
  local value=$1
  if is_quoted "$1"; then
    value=${value:1:-1}
    if [[ $1 == \'* ]]; then
      value=${value//"''"/"'"}
    else
      value=$(unescaped "$value" && printf .)
      value=${value%.}
    fi
  fi
  printf '%s' "$value"
}

# A text in the quotes of YAML.
quoted() {
  local quote="'"
  if [[ $1 == *[[:cntrl:]]* ]]; then
    printf '"%s"' "$(escaped "$1")"
  else
    printf "'%s'" "${1//$quote/$quote$quote}"
  fi
}

# A value as it stands in the file. What is quoted already stays; numbers and truth values need no quotes.
scalar() {
  if ! $yaml || [[ $1 =~ ^(0|-?[1-9][0-9]*|true|false)$ ]] || { [[ $1 != *[[:cntrl:]]* ]] && is_quoted "$1"; }; then
    printf '%s' "$1"
  else
    quoted "$1"
  fi
}

# A value without the blanks around it, and without a comment behind it.
uncommented() {
  local value=$1
  if [[ $value =~ ^[[:space:]]*$QUOTED([[:space:]]+#.*|[[:space:]]*)$ ]]; then
    value=${BASH_REMATCH[1]}
  else
    value=${value%%[[:space:]]#*}
  fi
  trimmed "$value"
}

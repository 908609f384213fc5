#!/usr/bin/env bash
#
# The lines of Flink's configuration file: what is read of them, and what is put into them.
#
# shellcheck disable=SC2034,SC2154  # One file with docker-entrypoint.sh.ftl and its other parts.

# Takes a line of the file apart as Flink does: its key, and the rest, which has its value. False where it has none.
split_line() {
  key='' rest=''
  if $yaml; then
    if [[ $1 =~ ^([^[:space:]#:][^:]*):([[:space:]].*)?$ && $1 != "- "* ]]; then
      key=${BASH_REMATCH[1]}
      rest=${BASH_REMATCH[2]}
    fi
  else
    key=${1%%#*}
    if [[ $key == *": "*[![:space:]]* ]]; then
      rest=${key#*: }
      key=${key%%: *}
      key=${key#"${key%%[![:space:]]*}"}
    else
      key=''
    fi
  fi
  key=${key%"${key##*[![:space:]]}"}
  [[ -n $key ]]
}

# The value of a key as it stands in the configuration file; nothing where it has none.
written() {
  local line key rest value=
  for line in "${lines[@]}"; do
    if [[ $line == *"$1"* ]] && split_line "$line" && [[ $key == "$1" ]]; then
      value=$rest
    fi
  done
  uncommented "$value"
}

# The value that a key has so far: a new one, else that of the file.
current() {
  if [[ -n ${settings[$1]+set} ]]; then
    plain "${settings[$1]}"
  else
    plain "$(written "$1")"
  fi
}

# $1: options for all JVMs that are there, $2: further ones, which come after them: without Flink's own, Java 17 refuses to run it.
# Those who repeat all that are there have their list as it is. The quotes around a list are no part of it.
joined_options() {
  local present=$1 given=$2 option
  if [[ $given =~ ^\"(.*)\"$ ]]; then
    given=${BASH_REMATCH[1]}
  fi
  for option in $present; do
    if [[ " $given " != *" $option "* ]]; then
      printf '%s' "$present${given:+ $given}"
      return
    fi
  done
  printf '%s' "$given"
}

# A text with the values of the container's variables that it names.
# $1: the text, $2: what writes a value, $3: file for ${NAME} alone, of which one that is not set stays, as Flink may know it;
# properties for $NAME too, and nothing for what is not set
filled() {
  local rest=$1 text='' name value
  while [[ $rest == *\$* ]]; do
    text+=${rest%%\$*}
    rest=${rest#*\$}
    if [[ $rest =~ ^\{([A-Za-z_][A-Za-z0-9_]*)\} || ($3 == properties && $rest =~ ^([A-Za-z_][A-Za-z0-9_]*)) ]]; then
      name=${BASH_REMATCH[1]}
      if [[ -n ${_container[$name]+set} || $3 == properties ]]; then
        value=${_container[$name]:-}
        while [[ $value == *$'\n' ]]; do
          value=${value%$'\n'}
        done
        text+=$("$2" "$value")
        rest=${rest:${#BASH_REMATCH[0]}}
        continue
      fi
      say "WARNING: $shipped/$file_name: there is no variable $name, \${$name} stays as it is"
    fi
    text+=\$
  done
  printf '%s' "$text$rest"
}

as_it_is() {
  printf '%s' "$1"
}

# A value as it stands in the file, filled in. What is in a variable stays in the quotes of the value that names it.
filled_value() {
  local text
  if ! is_quoted "$1"; then
    scalar "$(filled "$1" as_it_is "$2")"
  elif [[ $1 == \"* ]]; then
    filled "$1" escaped "$2"
  else
    text=$(plain "$1")
    quoted "$(filled "$text" as_it_is "$2")"
  fi
}

# A line of "key: value"; a key that is made twice has its last value. What is none may be a secret, and is not repeated.
read_property() {
  local key value
  if [[ ! $1 =~ ^([A-Za-z0-9_][^[:space:]:#\'\"]*)[[:space:]]*:(.*)$ ]]; then
    say "WARNING: FLINK_PROPERTIES: line $2 is no \"key: value\", and ignored"
    return
  fi
  key=${BASH_REMATCH[1]}
  value=$(uncommented " ${BASH_REMATCH[2]}")
  if [[ -z $value ]]; then
    say "WARNING: FLINK_PROPERTIES: line $2 has no value for $key, and is ignored"
    return
  fi
  value=$(filled_value "$value" properties)
  value=$(in_one_line "$key" "$value")
  case $key in
    env.java.opts | env.java.opts.all)
      put "$JVM_OPTIONS" "$(scalar "$(joined_options "$(current "$JVM_OPTIONS")" "$(plain "$value")")")"
      ;;
    *) put "$key" "$value" ;;
  esac
}

read_properties() {
  local line number=0 text=${1//$'\r\n'/$'\n'}
  while IFS= read -r line; do
    number=$((number + 1))
    line=$(trimmed "$line")
    if [[ -n $line && $line != \#* ]]; then
      read_property "$line" "$number"
    fi
  done <<<"${text//$'\r'/$'\n'}"
}

# A setting for a key that the file does not have.
put_default() {
  if [[ -z $(current "$1") ]]; then
    put "$1" "$2"
  fi
}

# Variables in the file: unlike in FLINK_PROPERTIES, ${NAME} alone, and one that is not set stays.
fill_variables() {
  local line key rest value text
  for line in "${lines[@]}"; do
    if [[ $line == *"\${"* ]] && split_line "$line" && [[ $rest == *"\${"* && -z ${settings[$key]+set} ]]; then
      value=$(written "$key")
      if [[ $value == *"\${"* ]]; then
        text=$(filled_value "$value" file)
        [[ $text == "$(scalar "$value")" ]] || put "$key" "$text"
      fi
    fi
  done
}

# What the image cannot run without, where a file lacks it that was mounted in the place of the image's own.
put_needed() {
  local key present
  for key in "${!needed[@]}"; do
    if [[ $key == "$JVM_OPTIONS" ]]; then
      present=$(current "$key")
      present=${present:-$(current env.java.opts)}
      put_options "$present" "$(joined_options "${needed[$key]}" "$present")"
    else
      put_default "$key" "$(scalar "${needed[$key]}")"
    fi
  done
}

# $1: options that are there, $2: what becomes of them
put_options() {
  if [[ -n $2 && ${1//\"/} != "$2" ]]; then
    put "$JVM_OPTIONS" "$(scalar "$2")"
  fi
}

own_name() {
  hostname -f 2>/dev/null || hostname
}

# JOB_MANAGER_RPC_ADDRESS, else what is configured, else this container's own name. Only a JobManager may
# fall back on its own name: a TaskManager that did would wait for itself.
locate_jobmanager() {
  local address
  if [[ -n ${JOB_MANAGER_RPC_ADDRESS:-} ]]; then
    put jobmanager.rpc.address "$(scalar "$(trimmed "$JOB_MANAGER_RPC_ADDRESS")")"
  elif [[ $1 == own ]]; then
    address=$(current jobmanager.rpc.address)
    if [[ -z $address ]] || ! getent hosts "$address" >/dev/null; then
      put jobmanager.rpc.address "$(scalar "$(own_name)")"
    fi
  fi
}

# What Flink's scripts read (options of JVMs among it) in one line: of a value that has several they take how it begins.
# $1: the key, $2: its value as it stands in the file
in_one_line() {
  local value=''
  if $yaml && [[ $1 == env.* ]]; then
    value=$(plain "$2" && printf .)
    value=${value%.}
  fi
  if [[ $value == *$'\n'* ]]; then
    scalar "$(trimmed "${value//$'\n'/ }")"
  else
    printf '%s' "$2"
  fi
}

# The same for what is in the file; FLINK_PROPERTIES has it done as it is read.
join_lines() {
  local line key rest value joined
  for line in "${lines[@]}"; do
    if [[ $line == env.* ]] && split_line "$line"; then
      value=${settings[$key]-$(written "$key")}
      joined=$(in_one_line "$key" "$value")
      [[ $joined == "$value" ]] || put "$key" "$joined"
    fi
  done
}

# The keys and values that Flink answers, each in one line: a value that it writes as a block, which ends in line breaks or has
# some inside, gets double quotes. Before the first key are lines of Flink's log.
one_line_each() {
  local prefix=BASH_JAVA_UTILS_EXEC_RESULT: block='^(.*): \|[0-9]?([-+]?)$' line key='' end='' text=''
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == "$prefix"* ]]; then
      end_block
      line=${line#"$prefix"}
      if [[ $line =~ $block ]]; then
        key=${BASH_REMATCH[1]} end=${BASH_REMATCH[2]} text=''
      else
        printf '%s\n' "$line"
      fi
    elif [[ -n $key ]]; then
      text+=${line#  }$'\n'
    fi
  done
  end_block
}

# Writes the block that one_line_each has collected, if any.
end_block() {
  if [[ -n $key ]]; then
    [[ $end != - ]] || text=${text%$'\n'}
    printf '%s: "%s"\n' "$key" "$(escaped "$text")"
    key=''
  fi
}

# The keys of any YAML file, one a line, by Flink's own reader. Our own file has one key a line already;
# one that was mounted in its place may be nested, and Flink takes the later of two values.
flattened() {
  local java=java
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
  fi
  "$java" -cp "$FLINK_HOME/bin/bash-java-utils.jar:$(echo "$FLINK_HOME"/lib/flink-dist-*.jar)" \
    org.apache.flink.runtime.util.bash.BashJavaUtils UPDATE_AND_GET_FLINK_CONFIGURATION \
    --configDir "$1" -flatten 2>/dev/null | one_line_each
}

# Whether each line is empty, a comment, or a key and its value: what bash can read.
is_flat() {
  ! grep -qvE "^[[:space:]]*(#.*)?\$|^[A-Za-z0-9_\$][^[:space:]:#'\"]*:[[:space:]]+[^[:space:]#|>&*!{[].*\$" "$1"
}

# Reads the file, flat: one of another form is flattened first, so that single keys can be read and replaced.
read_configuration() {
  local file=$shipped/$file_name flat
  [[ -r $file ]] || fail "$file cannot be read by user $EUID"
  mapfile -t lines <"$file"
  if $yaml && ! is_flat "$file" && flat=$(flattened "$shipped") && [[ -n $flat ]]; then
    mapfile -t lines < <(printf '%s\n' "$flat")
  fi
}

# The lines of the file without those of keys that get another value.
without_settings() {
  local line key rest dropped=false
  for line in "${lines[@]}"; do
    if split_line "$line"; then
      dropped=false
      [[ -z ${settings[$key]+set} ]] || dropped=true
    elif ! $yaml || [[ -n $line && $line != [[:space:]-]* ]]; then
      dropped=false
    fi
    $dropped || printf '%s\n' "$line"
  done
}

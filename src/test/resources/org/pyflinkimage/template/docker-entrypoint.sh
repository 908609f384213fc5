#!/usr/bin/env bash
#
# The entrypoint of a PyFlink 2.3.0 image. It takes the commands and variables of the official
# Flink images: jobmanager, taskmanager, standalone-job, history-server, help, or any other command;
# FLINK_PROPERTIES, JOB_MANAGER_RPC_ADDRESS, TASK_MANAGER_NUMBER_OF_TASK_SLOTS,
# ENABLE_BUILT_IN_PLUGINS, DISABLE_JEMALLOC.
#
# The image itself is never changed: settings go into a copy of conf/, made anew at each start, so that
# a restart repeats no key, and a read-only root file system and any user of group 0 will do.
#
# What it says goes to standard error: standard output belongs to the command.
set -euo pipefail

# A JVM does not reap what Python workers leave behind, and a shell that is process 1 ignores SIGTERM.
if (($$ == 1)) && command -v tini >/dev/null; then
  exec tini -- "$BASH" "${BASH_SOURCE[0]}" "$@"
fi

# The container's own variables: this script has others, such as ${name}, and bash some for each of its programs. What begins with _
# here can hardly be one of the container's.
declare -A _container=()
while IFS= read -r -d '' _variable; do
  case ${_variable%%=*} in
    '' | *[!A-Za-z0-9_]* | [0-9]* | _ | OLDPWD | PWD | SHLVL) ;;
    *) _container[${_variable%%=*}]=${_variable#*=} ;;
  esac
done < <(env -0)
wait "$!" || true

export FLINK_HOME=${FLINK_HOME:-/opt/flink}

readonly JVM_OPTIONS=env.java.opts.all
readonly JEMALLOC=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2
# The image's own job, as Flink is told of it, and its arguments where nobody gives others.
readonly JOB=(-py /opt/flink/usrlib/word_count.py)
readonly JOB_ARGUMENTS=()
readonly JOB_CLASS=org.apache.flink.client.python.PythonDriver
# The image's own conf/, which nothing is mounted over.
readonly IMAGE_CONF=/opt/flink/conf.image
# The name of a configuration file that this Flink passes over without a word.
readonly UNREAD_FILE='flink-conf.yaml'
# What the image cannot run without, whatever file is mounted.
declare -rA needed=(
  [env.java.opts.all]='--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED --add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.net=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.lang.reflect=ALL-UNNAMED --add-opens=java.base/java.text=ALL-UNNAMED --add-opens=java.base/java.time=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED --add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED --add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED'
  [python.client.executable]='/opt/venv/bin/python'
  [python.executable]='/opt/venv/bin/python'
)

shipped=${FLINK_CONF_DIR:-$FLINK_HOME/conf}
scratch=${TMPDIR:-/tmp}
file_name=config.yaml
yaml=true

# Settings by key, as they will stand in the file, in the order they were made.
declare -A settings=()
keys=()

# The part of Flink that is a file of opt/, where an image can be declared to have it.
part_of_flink() {
  case $1 in
    flink-sql-gateway-2.3.0.jar) echo sql-gateway ;;
    flink-s3-fs-hadoop-2.3.0.jar) echo s3-fs-hadoop ;;
    flink-s3-fs-presto-2.3.0.jar) echo s3-fs-presto ;;
    flink-azure-fs-hadoop-2.3.0.jar) echo azure-fs-hadoop ;;
    flink-gs-fs-hadoop-2.3.0.jar) echo gs-fs-hadoop ;;
    flink-oss-fs-hadoop-2.3.0.jar) echo oss-fs-hadoop ;;
    flink-state-processor-api-2.3.0.jar) echo state-processor-api ;;
    flink-queryable-state-runtime-2.3.0.jar) echo queryable-state-runtime ;;
    flink-table-planner_2.12-2.3.0.jar) echo table-planner ;;
    *) ;;
  esac
}

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "ERROR: $*"
  exit 1
}

usage() {
  cat <<'TEXT'
Usage: docker-entrypoint.sh (jobmanager|standalone-job|taskmanager|history-server|help) [arguments]
       docker-entrypoint.sh COMMAND [arguments]

  jobmanager      a JobManager that takes jobs
  standalone-job  a JobManager for one job: with --job-classname that class, else this image's own job,
                  /opt/flink/usrlib/word_count.py; [Flink's options] [--] [job arguments]
  taskmanager     a TaskManager
  history-server  the web interface of finished jobs
  help            this text
  COMMAND         anything else is executed as it is: flink, python, bash

  FLINK_PROPERTIES                   lines of "key: value" for config.yaml
  JOB_MANAGER_RPC_ADDRESS            where the JobManager is found
  TASK_MANAGER_NUMBER_OF_TASK_SLOTS  how many tasks a TaskManager runs at a time
  ENABLE_BUILT_IN_PLUGINS            names of jars in opt/, separated by semicolons
  DISABLE_JEMALLOC                   true for the C library's own memory allocator
TEXT
}

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

# The image's files of log4j that the directory lacks: without them nothing is logged.
missing_log4j() {
  local file
  for file in "$IMAGE_CONF"/log4j-*.properties; do
    [[ ! -f $file || -e $shipped/${file##*/} ]] || printf '%s\n' "$file"
  done
}

# What is not kept goes with this script.
made=''
trap '[[ -z $made ]] || rm -rf -- "$made"' EXIT

# A new directory. $1: what its name begins with, $2: what goes there
make_directory() {
  if ! made=$(mktemp -d "$scratch/$1.XXXXXX" 2>/dev/null); then
    fail "cannot write to $scratch, where $2 go: mount a tmpfs there (--tmpfs $scratch), or set TMPDIR"
  fi
}

# What lies in a directory, in one word.
digest_of() {
  local sum
  sum=$(cd "$1" && find . \( -type f -exec sha256sum {} + \) -o \( -type l -printf '%p %l\n' \) -o -print | LC_ALL=C sort | sha256sum) &&
    printf '%s' "${sum:0:16}"
}

# A directory that was made is named after what lies in it: the next start finds it, and leaves no other behind.
keep_directory() {
  local digest
  kept=$made
  if digest=$(digest_of "$made"); then
    kept=${made%.*}.$digest
    if ! mv -T "$made" "$kept" 2>/dev/null; then
      if [[ ! -L $kept && -d $kept && -O $kept && $(digest_of "$kept") == "$digest" ]]; then
        rm -rf "$made"
      else
        kept=$made
      fi
    fi
  fi
  made=''
}

# Copies what lies beside the file. Flink misses none of it that cannot be read, so that it is no reason to end.
copy_others() {
  local file said
  for file in "$shipped"/*; do
    if [[ $file == "$shipped/$file_name" ]]; then
      continue
    elif [[ -L $file && ! -e $file ]]; then
      say "WARNING: $file is left out: it is a link to $(readlink "$file"), and that is not there"
    elif ! said=$(cp -RL "$file" "$made/" 2>&1); then
      say "WARNING: $file is not copied whole: ${said//$'\n'/; }"
    fi
  done
}

write_configuration() {
  local key file missing
  missing=$(missing_log4j)
  if ((${#keys[@]} == 0)) && [[ -z $missing ]]; then
    return
  fi
  make_directory flink-conf "configurations"
  copy_others
  while IFS= read -r file; do
    [[ -z $file ]] || cp "$file" "$made/"
  done <<<"$missing"
  {
    without_settings
    for key in "${keys[@]}"; do
      printf '%s: %s\n' "$key" "${settings[$key]}"
    done
  } >"$made/$file_name"
  chmod -R u+w "$made"
  keep_directory
  export FLINK_CONF_DIR=$kept
}

# $1: own for a JobManager, other for what connects to one, none for what only has explicit settings.
configure() {
  if [[ $1 != none && $EUID -eq 0 ]]; then
    say "WARNING: running as root; the image's own user is flink (9999)"
  fi
  if [[ -n $UNREAD_FILE && -e $shipped/$UNREAD_FILE ]]; then
    say "WARNING: this Flink does not read $shipped/$UNREAD_FILE: its configuration file is called $file_name"
  fi
  if [[ ! -f $shipped/$file_name ]]; then
    if [[ $1 == none && -z ${FLINK_PROPERTIES:-}${JOB_MANAGER_RPC_ADDRESS:-}${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-} ]]; then
      return
    fi
    fail "there is no $shipped/$file_name: the image's own is $IMAGE_CONF/$file_name"
  fi
  read_configuration
  fill_variables
  join_lines
  put_needed
  locate_jobmanager "$1"
  if [[ $1 != none ]]; then
    put_default blob.server.port 6124
    put_default query.server.port 6125
  fi
  if [[ -n ${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-} ]]; then
    put taskmanager.numberOfTaskSlots "$(scalar "$(trimmed "$TASK_MANAGER_NUMBER_OF_TASK_SLOTS")")"
  fi
  if [[ -n ${FLINK_PROPERTIES:-} ]]; then
    read_properties "$FLINK_PROPERTIES"
  fi
  write_configuration
}

# Logs go to a place that can be written to: the web interface shows them from there.
choose_log_directory() {
  local directory=$scratch/flink-log
  if [[ -n ${FLINK_LOG_DIR:-} || -w $FLINK_HOME/log || -n $(current env.log.dir) ]]; then
    return
  fi
  if mkdir -p "$directory" 2>/dev/null && [[ -w $directory ]]; then
    export FLINK_LOG_DIR=$directory
  else
    say "WARNING: neither $FLINK_HOME/log nor $directory can be written to: logs go to the console alone"
  fi
}

# $1: as configure takes it
prepare() {
  configure "$1"
  choose_log_directory
}

# Plugins in a writable directory: the image's own, else a new one that leads to the same plugins.
choose_plugin_directory() {
  local plugin
  plugins=${FLINK_PLUGINS_DIR:-$FLINK_HOME/plugins}
  if [[ -w $plugins ]]; then
    return
  fi
  make_directory flink-plugins "plugins"
  for plugin in "$plugins"/*; do
    [[ ! -d $plugin ]] || ln -s "$plugin" "$made/"
  done
  plugins=$made
}

lacks_plugin() {
  local what="plugin $1 of ENABLE_BUILT_IN_PLUGINS is not in $FLINK_HOME/opt" part
  part=$(part_of_flink "$1")
  if [[ -n $part ]]; then
    fail "$what: PyFlink does not bring it; add <part>$part</part> to <distribution> when building the image"
  fi
  fail "$what, and no part of this Flink; a jar of others is named in <connectors> when building the image"
}

enable_plugin() {
  local jar=$1 name=${1%.jar}
  if [[ $jar == */* || $jar == . || $jar == .. ]]; then
    fail "ENABLE_BUILT_IN_PLUGINS has '$jar', which is no name of a jar"
  fi
  if compgen -G "$plugins/*/$jar" >/dev/null; then
    say "Plugin $jar is enabled already"
  elif [[ -e $FLINK_HOME/opt/$jar ]]; then
    mkdir -p "$plugins/$name"
    ln -fs "$FLINK_HOME/opt/$jar" "$plugins/$name/"
    say "Enabled plugin $jar"
  else
    lacks_plugin "$jar"
  fi
}

enable_plugins() {
  local names name
  if [[ -z ${ENABLE_BUILT_IN_PLUGINS:-} ]]; then
    return
  fi
  choose_plugin_directory
  # It may have several lines, as a block of YAML has.
  IFS=$'; \t\r\n' read -r -d '' -a names <<<"$ENABLE_BUILT_IN_PLUGINS" || true
  for name in "${names[@]}"; do
    [[ -z $name ]] || enable_plugin "$name"
  done
  if [[ -n $made ]]; then
    keep_directory
    export FLINK_PLUGINS_DIR=$kept
  fi
}

preload_jemalloc() {
  if [[ ${DISABLE_JEMALLOC:-false} != false ]]; then
    return
  fi
  if [[ -e $JEMALLOC ]]; then
    export LD_PRELOAD=${LD_PRELOAD:+$LD_PRELOAD:}$JEMALLOC
  else
    say "WARNING: there is no $JEMALLOC: memory comes from the C library, which may hold more of it"
  fi
}

# The command has the container's variables as they were: bash takes for this script's own what is called as they are.
start() {
  local _name _variable _changed=()
  local -A _now=()
  while IFS= read -r -d '' _variable; do
    _now[${_variable%%=*}]=${_variable#*=}
  done < <(env -0)
  # What takes this script's place knows nothing of its children, and would never bury them.
  wait "$!" || true
  for _name in "${!_container[@]}"; do
    if [[ ! $_name =~ ^(FLINK_(CONF|LOG|PLUGINS)_DIR|LD_PRELOAD|PYFLINK_ENTRYPOINT)$ && ${_now[$_name]-} != "${_container[$_name]}" ]]; then
      _changed+=("$_name=${_container[$_name]}")
    fi
  done
  if ((${#_changed[@]} > 0)); then
    exec env "${_changed[@]}" "$@"
  fi
  exec "$@"
}

# A job alone: the image's own, or one that Flink's options name. Behind them are Flink's options for the image's own, those of its
# command line for jobs, what to run, and the job's arguments, which begin where no option stands.
run_job() {
  local script=("$FLINK_HOME/bin/standalone-job.sh" start-foreground) all=("$@")
  local options=(--job-classname "$JOB_CLASS") client=() arguments=("${JOB_ARGUMENTS[@]}")
  if ((${#JOB[@]} == 0)); then
    start "${script[@]}" "$@"
  fi
  while (($# > 0)); do
    case $1 in
      -j | -j=* | --job-classname | --job-classname=* | -jars | -jars=* | --jars | --jars=*)
        start "${script[@]}" "${all[@]}"
        ;;
      -D | -s | --fromSavepoint | -rm | --restoreMode | -claim | --claimMode | -jid | --job-id | -h | --host | -r | --webui-port | -x | --executionMode)
        (($# > 1)) || fail "$1 needs a value"
        options+=("$1" "$2")
        shift 2
        ;;
      -D* | -n | --allowNonRestoredState | --fromSavepoint=* | --restoreMode=* | --claimMode=* | --job-id=* | --host=* | --webui-port=*)
        options+=("$1")
        shift
        ;;
      -p | --parallelism | -pyarch | --pyArchives | -pyclientexec | --pyClientExecutable | -pyexec | --pyExecutable | -pyfs | --pyFiles | -pyreq | --pyRequirements)
        (($# > 1)) || fail "$1 needs a value"
        client+=("$1" "$2")
        shift 2
        ;;
      --)
        shift
        arguments=("$@")
        break
        ;;
      *)
        arguments=("$@")
        break
        ;;
    esac
  done
  # Two of Flink's command lines would take such arguments for options of theirs.
  if [[ ${arguments[0]:-} == -* ]]; then
    arguments=(-- -- "${arguments[@]}")
  fi
  start "${script[@]}" "${options[@]}" "${client[@]}" "${JOB[@]}" "${arguments[@]}"
}

command=${1:-help}
if [[ $command == help ]]; then
  usage
  exit 0
fi

# Flink's commands come here from a shell that has not been here yet.
export PYFLINK_ENTRYPOINT=true

preload_jemalloc
enable_plugins

case $command in
  jobmanager)
    shift
    prepare own
    say "Starting JobManager"
    start "$FLINK_HOME/bin/jobmanager.sh" start-foreground "$@"
    ;;
  standalone-job)
    shift
    prepare own
    say "Starting JobManager for one job"
    run_job "$@"
    ;;
  taskmanager)
    shift
    prepare other
    say "Starting TaskManager"
    start "$FLINK_HOME/bin/taskmanager.sh" start-foreground "$@"
    ;;
  history-server)
    shift
    prepare other
    say "Starting history server"
    start "$FLINK_HOME/bin/historyserver.sh" start-foreground "$@"
    ;;
  *)
    prepare none
    start "$@"
    ;;
esac

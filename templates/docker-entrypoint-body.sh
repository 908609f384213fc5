#!/usr/bin/env bash
#
# What every image's entrypoint does. docker-entrypoint.sh.ftl renders what differs between images, its constants and its help,
# and puts this file below, without this comment.
#
# shellcheck disable=SC2154  # file_name, needed, settings, shipped, scratch and yaml come from there.

put() {
  [[ -n ${settings[$1]+set} ]] || keys+=("$1")
  settings[$1]=$2
}

# The text of a value, without the quotes of YAML.
plain() {
  local value=$1
  if $yaml; then
    if [[ $value =~ ^\'(.*)\'$ ]]; then
      value=${BASH_REMATCH[1]//"''"/"'"}
    elif [[ $value =~ ^\"(.*)\"$ ]]; then
      value=${BASH_REMATCH[1]}
    fi
  fi
  printf '%s' "$value"
}

# A value as it stands in the file. What is quoted already stays; numbers and truth values need no quotes.
scalar() {
  local value=$1 quote="'"
  if ! $yaml || [[ $value =~ ^(0|-?[1-9][0-9]*|true|false)$ || $value =~ ^\'([^\']|\'\')*\'$ || $value =~ ^\"([^\"\\]|\\.)*\"$ ]]; then
    printf '%s' "$value"
  else
    printf "'%s'" "${value//$quote/$quote$quote}"
  fi
}

# What stands behind a key in a line, without blanks and comment.
uncommented() {
  local value=$1
  if ! $yaml; then
    value=${value%%#*}
  elif [[ $value =~ ^[[:space:]]*(\'([^\']|\'\')*\'|\"([^\"\\]|\\.)*\") ]]; then
    value=${BASH_REMATCH[1]}
  else
    value=${value%%[[:space:]]#*}
  fi
  value=${value#"${value%%[![:space:]]*}"}
  printf '%s' "${value%"${value##*[![:space:]]}"}"
}

# The value of a key in the configuration file; nothing where it has none.
configured() {
  local line value=
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == "$1:"* ]]; then
      value=$(uncommented "${line#"$1:"}")
    fi
  done <"$shipped/$file_name"
  plain "$value"
}

# The value that a key has so far: a new one, else that of the file.
current() {
  if [[ -n ${settings[$1]+set} ]]; then
    plain "${settings[$1]}"
  else
    configured "$1"
  fi
}

# $1: options for all JVMs that are there, $2: further ones, which come after them: without Flink's own, Java 17 refuses to run it.
# Those who repeat all that are there have their list as it is. The quotes around a list are no part of it.
joined_options() {
  local present=$1 given=$2 option
  given=${given#\"}
  given=${given%\"}
  for option in $present; do
    if [[ " $given " != *" $option "* ]]; then
      printf '%s' "$present${given:+ $given}"
      return
    fi
  done
  printf '%s' "$given"
}

# A line of "key: value"; a key that is made twice has its last value.
read_property() {
  local line=$1 key value
  if [[ ! $line =~ ^([A-Za-z0-9_][^[:space:]:#\'\"]*)[[:space:]]*:[[:space:]]*(.*)$ ]]; then
    say "WARNING: FLINK_PROPERTIES: no \"key: value\", ignored: $line"
    return
  fi
  key=${BASH_REMATCH[1]}
  value=${BASH_REMATCH[2]}
  if [[ $value != [\'\"]* ]]; then
    value=${value%%[[:space:]]#*}
    value=${value%"${value##*[![:space:]]}"}
  fi
  if [[ -z $value || $value == \#* ]]; then
    say "WARNING: FLINK_PROPERTIES: no value, ignored: $line"
    return
  fi
  if [[ $value == *\$* ]] && command -v envsubst >/dev/null; then
    value=$(envsubst <<<"$value")
  fi
  case $key in
    env.java.opts | "$JVM_OPTIONS")
      put "$JVM_OPTIONS" "$(scalar "$(joined_options "$(current "$JVM_OPTIONS")" "$(plain "$value")")")"
      ;;
    *) put "$key" "$(scalar "$value")" ;;
  esac
}

read_properties() {
  local line
  while IFS= read -r line; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    if [[ -n $line && $line != \#* ]]; then
      read_property "$line"
    fi
  done <<<"$1"
}

# A setting for a key that the file does not have.
put_default() {
  if [[ -z $(current "$1") ]]; then
    put "$1" "$2"
  fi
}

# A text with the values of the variables that it names as ${NAME}. Others stay as they are: Flink may know them.
filled() {
  local rest=$1 text='' name
  while [[ $rest == *"\${"*"}"* ]]; do
    text+=${rest%%"\${"*}
    rest=${rest#*"\${"}
    name=${rest%%"}"*}
    if [[ $name =~ ^[A-Za-z_][A-Za-z0-9_]*$ && -n ${!name+set} ]]; then
      text+=${!name}
      rest=${rest#*"}"}
    else
      text+="\${"
      [[ ! $name =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]] || say "WARNING: $shipped/$file_name: there is no variable $name, \${$name} stays as it is"
    fi
  done
  printf '%s' "$text$rest"
}

# Variables in the file, as in FLINK_PROPERTIES.
fill_variables() {
  local line key value
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line =~ ^([^[:space:]#:][^[:space:]:]*):[[:space:]].*[$][{] ]]; then
      key=${BASH_REMATCH[1]}
      value=$(configured "$key")
      line=$(filled "$value")
      [[ $line == "$value" ]] || put "$key" "$(scalar "$line")"
    fi
  done <"$shipped/$file_name"
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
    put jobmanager.rpc.address "$(scalar "$JOB_MANAGER_RPC_ADDRESS")"
  elif [[ $1 == own ]]; then
    address=$(current jobmanager.rpc.address)
    if [[ -z $address ]] || ! getent hosts "$address" >/dev/null; then
      put jobmanager.rpc.address "$(scalar "$(own_name)")"
    fi
  fi
}

# The keys of any YAML file, one a line, by Flink's own reader. Our own file has one key a line already;
# one that was mounted in its place may be nested, and Flink takes the later of two values.
flattened() {
  local prefix=BASH_JAVA_UTILS_EXEC_RESULT: java=java
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
  fi
  "$java" -cp "$FLINK_HOME/bin/bash-java-utils.jar:$(echo "$FLINK_HOME"/lib/flink-dist-*.jar)" \
    org.apache.flink.runtime.util.bash.BashJavaUtils UPDATE_AND_GET_FLINK_CONFIGURATION \
    --configDir "$1" -flatten 2>/dev/null | sed -n "s/^$prefix//p"
}

# Whether each line is empty, a comment, or a key and its value: what bash can read.
is_flat() {
  ! grep -qvE "^[[:space:]]*(#.*)?\$|^[A-Za-z0-9_\$][^[:space:]:#'\"]*:[[:space:]]+[^[:space:]#|>&*!{[].*\$" "$1"
}

# The lines of the file without those of keys that get another value.
without_settings() {
  local line key dropped=false
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line =~ ^([^[:space:]#:][^:]*):([[:space:]]|$) ]]; then
      key=${BASH_REMATCH[1]%"${BASH_REMATCH[1]##*[![:space:]]}"}
      dropped=false
      [[ -z ${settings[$key]+set} ]] || dropped=true
    elif [[ -n $line && $line != [[:space:]-]* ]]; then
      dropped=false
    fi
    $dropped || printf '%s\n' "$line"
  done <"$1"
}

# The image's files of log4j that the directory lacks: without them nothing is logged.
missing_log4j() {
  local file
  for file in "$IMAGE_CONF"/log4j-*.properties; do
    [[ ! -f $file || -e $shipped/${file##*/} ]] || printf '%s\n' "$file"
  done
}

write_configuration() {
  local copy key file missing
  missing=$(missing_log4j)
  if ((${#keys[@]} == 0)) && [[ -z $missing ]]; then
    return
  fi
  if ! copy=$(mktemp -d "$scratch/flink-conf.XXXXXX" 2>/dev/null); then
    fail "cannot write to $scratch, where the configuration goes: mount a tmpfs there (--tmpfs $scratch), or set TMPDIR"
  fi
  for file in "$shipped"/*; do
    [[ $file == "$shipped/$file_name" ]] || cp -RL "$file" "$copy/"
  done
  while IFS= read -r file; do
    [[ -z $file ]] || cp "$file" "$copy/"
  done <<<"$missing"
  {
    without_settings "$shipped/$file_name"
    for key in "${keys[@]}"; do
      printf '%s: %s\n' "$key" "${settings[$key]}"
    done
  } >"$copy/$file_name"
  chmod -R u+w "$copy"
  export FLINK_CONF_DIR=$copy
}

# Turns a mounted file of another form into a flat one, so that what follows can read and replace single keys.
flatten_shipped() {
  local flat
  if $yaml && [[ -f $shipped/$file_name ]] && ! is_flat "$shipped/$file_name"; then
    flat=$(mktemp -d "$scratch/flink-conf.XXXXXX" 2>/dev/null) || return 0
    cp -RL "$shipped"/* "$flat/"
    chmod -R u+w "$flat"
    if flattened "$shipped" >"$flat/$file_name" && [[ -s $flat/$file_name ]]; then
      shipped=$flat
    fi
  fi
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
  flatten_shipped
  fill_variables
  put_needed
  locate_jobmanager "$1"
  if [[ $1 != none ]]; then
    put_default blob.server.port 6124
    put_default query.server.port 6125
  fi
  if [[ -n ${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-} ]]; then
    put taskmanager.numberOfTaskSlots "$(scalar "$TASK_MANAGER_NUMBER_OF_TASK_SLOTS")"
  fi
  if [[ -n ${FLINK_PROPERTIES:-} ]]; then
    read_properties "$FLINK_PROPERTIES"
  fi
  write_configuration
}

# Logs go to a place that can be written to: the web interface shows them from there.
choose_log_directory() {
  local directory
  if [[ -n ${FLINK_LOG_DIR:-} || -w $FLINK_HOME/log ]] || [[ -f $shipped/$file_name && -n $(configured env.log.dir) ]]; then
    return
  fi
  directory=$scratch/flink-log
  if mkdir -p "$directory" 2>/dev/null && [[ -w $directory ]]; then
    export FLINK_LOG_DIR=$directory
  else
    say "WARNING: neither $FLINK_HOME/log nor $directory can be written to: logs go to the console alone"
  fi
}

# Plugins in a writable directory: the image's own, else a new one that leads to the same plugins.
choose_plugin_directory() {
  local plugin
  plugins=${FLINK_PLUGINS_DIR:-$FLINK_HOME/plugins}
  if [[ -w $plugins ]]; then
    return
  fi
  FLINK_PLUGINS_DIR=$(mktemp -d "$scratch/flink-plugins.XXXXXX") || fail "cannot write to $scratch, where plugins go"
  for plugin in "$plugins"/*; do
    [[ ! -d $plugin ]] || ln -s "$plugin" "$FLINK_PLUGINS_DIR/"
  done
  plugins=$FLINK_PLUGINS_DIR
  export FLINK_PLUGINS_DIR
}

enable_plugin() {
  local jar=$1 name=${1%.jar}
  if compgen -G "$plugins/*/$jar" >/dev/null; then
    say "Plugin $jar is enabled already"
  elif [[ -e $FLINK_HOME/opt/$jar ]]; then
    mkdir -p "$plugins/$name"
    ln -fs "$FLINK_HOME/opt/$jar" "$plugins/$name/"
    say "Enabled plugin $jar"
  else
    fail "plugin $jar of ENABLE_BUILT_IN_PLUGINS is not in $FLINK_HOME/opt: PyFlink does not bring it; add it to <connectors> when building the image"
  fi
}

enable_plugins() {
  local names name
  if [[ -z ${ENABLE_BUILT_IN_PLUGINS:-} ]]; then
    return
  fi
  choose_plugin_directory
  IFS='; ' read -r -a names <<<"$ENABLE_BUILT_IN_PLUGINS"
  for name in "${names[@]}"; do
    [[ -z $name ]] || enable_plugin "$name"
  done
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

# Whether Flink's options name a job of their own.
names_a_job() {
  local argument
  for argument in "$@"; do
    case $argument in
      -j | --job-classname | --job-classname=* | -jars | --jars | --jars=*) return 0 ;;
      --) return 1 ;;
      *) ;;
    esac
  done
  return 1
}

# The image's own job: Flink's options, those of its command line for jobs, what to run, the job's arguments.
run_own_job() {
  local options=(--job-classname "$JOB_CLASS") client=() arguments=("${JOB_ARGUMENTS[@]}")
  while (($# > 0)); do
    case $1 in
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
  exec "$FLINK_HOME/bin/standalone-job.sh" start-foreground "${options[@]}" "${client[@]}" "${JOB[@]}" "${arguments[@]}"
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
choose_log_directory

case $command in
  jobmanager)
    shift
    configure own
    say "Starting JobManager"
    exec "$FLINK_HOME/bin/jobmanager.sh" start-foreground "$@"
    ;;
  standalone-job)
    shift
    configure own
    say "Starting JobManager for one job"
    if ((${#JOB[@]} == 0)) || names_a_job "$@"; then
      exec "$FLINK_HOME/bin/standalone-job.sh" start-foreground "$@"
    fi
    run_own_job "$@"
    ;;
  taskmanager)
    shift
    configure other
    say "Starting TaskManager"
    exec "$FLINK_HOME/bin/taskmanager.sh" start-foreground "$@"
    ;;
  history-server)
    shift
    configure other
    say "Starting history server"
    exec "$FLINK_HOME/bin/historyserver.sh" start-foreground "$@"
    ;;
  *)
    configure none
    exec "$@"
    ;;
esac

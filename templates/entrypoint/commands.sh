#!/usr/bin/env bash
#
# Plugins, and the commands that an image takes.
#
# shellcheck disable=SC2034,SC2154  # One file with docker-entrypoint.sh.ftl and its other parts.

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

<#ftl output_format="words">
<#-- What differs between images; what they all do is in entrypoint/, in shell files like any other. -->
#!/usr/bin/env bash
#
# The entrypoint of a PyFlink [=flink.version] image. It takes the commands and variables of the official
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

export FLINK_HOME=${FLINK_HOME:-[=flink.home]}

readonly JVM_OPTIONS=[=flink.jvmOptions]
readonly JEMALLOC=[=jemalloc]
# The image's own job, as Flink is told of it, and its arguments where nobody gives others.
readonly JOB=(<#list job.options as word>[=bash(word)]<#sep> </#list>)
readonly JOB_ARGUMENTS=(<#list job.arguments as word>[=bash(word)]<#sep> </#list>)
readonly JOB_CLASS=org.apache.flink.client.python.PythonDriver
# The image's own conf/, which nothing is mounted over.
readonly IMAGE_CONF=[=flink.imageConf]
# The name of a configuration file that this Flink passes over without a word.
readonly UNREAD_FILE=[=shQuoted(flink.unreadFile)]
# What the image cannot run without, whatever file is mounted.
declare -rA needed=(
<#list needed as key, value>
  [[=key]]=[=shQuoted(value)]
</#list>
)

shipped=${FLINK_CONF_DIR:-$FLINK_HOME/conf}
scratch=${TMPDIR:-/tmp}
file_name=[=flink.configurationFile]
yaml=[=flink.yaml?c]
<#if flink.readsOldFile>
# Flink [=flink.version] reads the older file alone where there is one.
if [[ -e $shipped/flink-conf.yaml ]]; then
  file_name=flink-conf.yaml
  yaml=false
fi
</#if>

# Settings by key, as they will stand in the file, in the order they were made.
declare -A settings=()
keys=()

# The part of Flink that is a file of opt/, where an image can be declared to have it.
part_of_flink() {
  case $1 in
<#list parts as part>
    [=bash(part.file)]) echo [=bash(part.name)] ;;
</#list>
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
<#if job.entry?has_content>
  standalone-job  a JobManager for one job: with --job-classname that class, else this image's own job,
                  [=oneLine(job.entry)]; [Flink's options] [--] [job arguments]
<#else>
  standalone-job  a JobManager for one job: --job-classname CLASS [--job-id ID]
                  [--fromSavepoint PATH [--allowNonRestoredState]] [job arguments]
</#if>
  taskmanager     a TaskManager
  history-server  the web interface of finished jobs
  help            this text
  COMMAND         anything else is executed as it is: flink, python, bash

  FLINK_PROPERTIES                   lines of "key: value" for [=flink.configurationFile]
  JOB_MANAGER_RPC_ADDRESS            where the JobManager is found
  TASK_MANAGER_NUMBER_OF_TASK_SLOTS  how many tasks a TaskManager runs at a time
  ENABLE_BUILT_IN_PLUGINS            names of jars in opt/, separated by semicolons
  DISABLE_JEMALLOC                   true for the C library's own memory allocator
TEXT
}

<#list ["values", "configuration", "directory", "commands"] as part>
<#assign text><#include "entrypoint/" + part + ".sh" parse=false></#assign>
[=text?markup_string?replace("^(#.*\\R)+\\R*", "", "rf")?no_esc]<#t>
<#sep>

</#sep></#list>

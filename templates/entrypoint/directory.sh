#!/usr/bin/env bash
#
# The directory of the configuration that Flink is given, made anew at each start.
#
# shellcheck disable=SC2034,SC2154  # One file with docker-entrypoint.sh.ftl and its other parts.

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

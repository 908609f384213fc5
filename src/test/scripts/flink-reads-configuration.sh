#!/usr/bin/env bash
# Records what Flink's own reader makes of the values that FlinkConfigurationTest writes.
#
#   pip download --no-deps --only-binary :all: apache-flink-libraries==2.3.0 -d wheels
#   unzip wheels/apache_flink_libraries-*.whl 'pyflink/lib/*' -d unpacked
#   flink-reads-configuration.sh unpacked/pyflink/lib
set -euo pipefail

lib=$1
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../resources/org/pyflinkimage/flink/values" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

cat >"$work/Read.java" <<'JAVA'
import java.io.*;
import java.util.*;
import org.apache.flink.configuration.*;

public class Read {
    public static void main(String[] arguments) throws IOException {
        try (PrintStream answers = new PrintStream(arguments[1], "UTF-8")) {
            answers.println("# what Flink read from config.yaml; recorded by flink-reads-configuration.sh, " + arguments[2]);
            new TreeMap<>(GlobalConfiguration.loadConfiguration(arguments[0]).toMap())
                    .forEach((key, value) -> answers.println(key + "=" + value));
        }
    }
}
JAVA
java -cp "$lib/*" "$work/Read.java" "$folder" "$folder/read-by-flink.txt" "$(basename "$lib"/flink-dist-*.jar)"

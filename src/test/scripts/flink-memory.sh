#!/usr/bin/env bash
# Records which process of Flink refuses to start with the memory settings of memory-by-flink.txt, each line upon the sizes that Flink
# ships; tm and jm stand for taskmanager.memory and jobmanager.memory, and nothing takes a setting out.
#
#   pip download --no-deps --only-binary :all: apache-flink-libraries==2.3.0 -d wheels
#   unzip wheels/apache_flink_libraries-*.whl 'pyflink/lib/*' 'pyflink/bin/*' -d unpacked
#   flink-memory.sh unpacked/pyflink
set -euo pipefail

flink=$1
file=$(cd "$(dirname "${BASH_SOURCE[0]}")/../resources/org/pyflinkimage/rules" && pwd)/memory-by-flink.txt
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

cat >"$work/Memory.java" <<'JAVA'
import java.io.*;
import java.lang.reflect.*;
import java.nio.file.*;
import java.util.*;
import org.apache.flink.configuration.*;
import org.apache.flink.runtime.clusterframework.*;
import org.apache.flink.runtime.jobmanager.*;

public class Memory {
    public static void main(String[] arguments) throws Exception {
        try (PrintStream answers = new PrintStream(arguments[1], "UTF-8")) {
            answers.println("# who refuses to start with these memory settings; recorded by flink-memory.sh, " + arguments[2]);
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                if (!line.startsWith("#")) {
                    String settings = line.split(" => ")[0];
                    List<String> refusing = new ArrayList<>();
                    if (refuses(TaskExecutorProcessUtils.class, settings)) {
                        refusing.add("taskmanager");
                    }
                    if (refuses(JobManagerProcessUtils.class, settings)) {
                        refusing.add("jobmanager");
                    }
                    answers.println(settings + " => " + (refusing.isEmpty() ? "none" : String.join(" ", refusing)));
                }
            }
        }
    }

    private static boolean refuses(Class<?> process, String settings) throws Exception {
        Map<String, String> values = new HashMap<>(Map.of(
                "taskmanager.cpu.cores", "1",
                "taskmanager.memory.process.size", "1728m",
                "jobmanager.memory.process.size", "1600m"));
        for (String setting : settings.split(";")) {
            String[] keyAndValue = setting.split("=", 2);
            String key = keyAndValue[0].replaceFirst("^tm", "taskmanager.memory").replaceFirst("^jm", "jobmanager.memory");
            values.put(key, keyAndValue[1]);
        }
        values.values().removeIf(String::isEmpty);
        Method method = process.getDeclaredMethod("processSpecFromConfig", Configuration.class);
        method.setAccessible(true);
        try {
            method.invoke(null, Configuration.fromMap(values));
            return false;
        } catch (InvocationTargetException e) {
            return true;
        }
    }
}
JAVA
java -cp "$(echo "$flink"/lib/flink-dist*.jar):$flink/bin/bash-java-utils.jar" \
  "$work/Memory.java" "$file" "$work/answers.txt" "$(basename "$flink"/lib/flink-dist*.jar)" >"$work/log.txt"
cp "$work/answers.txt" "$file"

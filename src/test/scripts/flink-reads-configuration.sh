#!/usr/bin/env bash
# Records what Flink's own readers make of the files that FlinkConfigurationTest and OwnConfigurationTest write, and what
# EntrypointFlattenTest has of them.
#
#   pip download --no-deps --only-binary :all: apache-flink-libraries==2.3.0 -d wheels
#   unzip wheels/apache_flink_libraries-*.whl 'pyflink/lib/*' 'pyflink/bin/*' -d unpacked
#   pip download --no-deps --no-binary :all: apache-flink-libraries==1.17.1 -d sdists
#   tar xf sdists/apache-flink-libraries-1.17.1.tar.gz
#   flink-reads-configuration.sh unpacked/pyflink/lib apache-flink-libraries-1.17.1/deps/lib
set -euo pipefail

new=$1
old=$2
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../resources/org/pyflinkimage/flink" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

cat >"$work/Read.java" <<'JAVA'
import java.io.*;
import java.nio.file.*;
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
java -cp "$new/*" "$work/Read.java" "$folder/values" "$folder/values/read-by-flink.txt" "$(basename "$new"/flink-dist*.jar)"

# Files of many, and what Flink has for each: escaped, as values may have several lines.
cat >"$work/ReadMany.java" <<'JAVA'
import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.flink.configuration.*;

public class ReadMany {
    public static void main(String[] arguments) throws IOException {
        try (PrintStream answers = new PrintStream(arguments[1], "UTF-8")) {
            answers.println("# what Flink read from each file of " + Path.of(arguments[0]).getFileName()
                    + "; recorded by flink-reads-configuration.sh, " + arguments[2]);
            for (String part : Files.readString(Path.of(arguments[0])).split("(?m)^== ")) {
                if (!part.isEmpty()) {
                    Path folder = Files.createTempDirectory("flink-reads");
                    String[] nameAndText = part.split("\n", 2);
                    Files.writeString(folder.resolve("config.yaml"), nameAndText[1]);
                    answers.println("== " + nameAndText[0]);
                    new TreeMap<>(GlobalConfiguration.loadConfiguration(folder.toString()).toMap())
                            .forEach((key, value) -> answers.println(key + "=" + escaped(value)));
                }
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.toCharArray()) {
            escaped.append(character < 0x20 || character > 0x7E || "\\\"".indexOf(character) >= 0
                    ? String.format("\\u%04X", (int) character)
                    : character);
        }
        return escaped.toString();
    }
}
JAVA
for name in files:read-by-flink built:built-read-by-flink; do
  java -cp "$new/*" "$work/ReadMany.java" \
    "$folder/own/${name%:*}.txt" "$folder/own/${name#*:}.txt" "$(basename "$new"/flink-dist*.jar)"
done

cat >"$work/ReadLists.java" <<'JAVA'
import java.io.*;
import java.util.*;
import java.util.stream.*;
import org.apache.flink.configuration.*;

public class ReadLists {
    public static void main(String[] arguments) throws IOException {
        try (PrintStream answers = new PrintStream(arguments[1], "UTF-8")) {
            answers.println("# elements of the lists of flink-conf.yaml; recorded by flink-reads-configuration.sh, " + arguments[2]);
            answers.println("== lists");
            Configuration configuration = GlobalConfiguration.loadConfiguration(arguments[0]);
            for (String key : new TreeSet<>(configuration.keySet())) {
                answers.println(key + "="
                        + configuration.get(ConfigOptions.key(key).stringType().asList().noDefaultValue()).stream()
                                .map(element -> "<" + element.replace("\"", "\\\"") + ">")
                                .collect(Collectors.joining()));
            }
        }
    }
}
JAVA
java -cp "$old/*" "$work/ReadLists.java" "$folder/own" "$folder/own/lists-read-by-flink.txt" "$(basename "$old"/flink-dist*.jar)"

# What its scripts, and the entrypoint, are told of a nested file.
LC_ALL=C.UTF-8 java -cp "$new/../bin/bash-java-utils.jar:$(echo "$new"/flink-dist*.jar)" \
  org.apache.flink.runtime.util.bash.BashJavaUtils UPDATE_AND_GET_FLINK_CONFIGURATION \
  --configDir "$folder/flattened" -flatten 2>/dev/null | sed "s|$folder/flattened|/opt/flink/conf|" >"$folder/flattened/answer.txt"

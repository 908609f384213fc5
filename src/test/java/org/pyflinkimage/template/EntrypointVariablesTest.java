package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which variables the entrypoint fills in, what becomes of their values, and that its own are in nobody's way. */
class EntrypointVariablesTest extends EntrypointFixture {

    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z_][A-Za-z0-9_]{2,}\\b");

    /** Texts of ASCII: a JVM gives others to a process as the machine's locale has them. */
    private static List<String> texts() {
        return HostileTexts.all(40).stream()
                .filter(text -> text.chars().allMatch(sign -> sign > 0 && sign < 0x80))
                .toList();
    }

    /** Blank lines at its end are no part of a variable's value, as they are none of a command's answer. */
    private static String expected(String text) {
        return text.replaceFirst("\n+$", "");
    }

    /** Shells and loaders have a use of their own for some. */
    private static List<String> names(String script) {
        return NAME.matcher(script)
                .results()
                .map(match -> match.group())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "command",
                "RANDOM",
                "key",
                "line",
                "name",
                "rest",
                "text",
                "settings",
                "scratch",
                "yaml",
                "EUID",
                "PWD",
                "SHLVL",
                "_",
                "BASH",
                "IFS",
                "PYFLINK_ENTRYPOINT",
                "JVM_OPTIONS",
                "container"
            })
    void whatTheContainerDoesNotHaveIsNoVariable(String name) throws Exception {
        configure(NEW, "k: ${" + name + "}\n");

        Run run = run(NEW, "", "taskmanager");

        assertThat(settingsOf(run)).containsEntry("k", "${" + name + "}");
        assertThat(run.errors()).contains("there is no variable " + name + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"value", "command", "key", "line", "name", "rest", "text", "settings", "keys", "JOB", "lines"})
    void whatTheContainerHasIsOneWhateverTheScriptCallsItsOwn(String name) throws Exception {
        environment.put(name, "the container's");
        environment.put("FLINK_PROPERTIES", "p: $" + name);
        configure(NEW, "k: ${" + name + "}\n");

        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("k", "the container's")
                .containsEntry("p", "the container's");
    }

    @Test
    void commandHasTheContainersVariablesAsTheyWere() throws Exception {
        StringBuilder script = new StringBuilder();
        for (Path part : parts()) {
            script.append(Files.readString(part));
        }
        for (String name : names(script.toString())) {
            if (!name.matches(
                    "_.*|(BASH|FLINK|LC|LD)_?.*|PATH|(OLD)?PWD|SHLVL|TMPDIR|IFS|EXIT|EUID|UID|DISABLE_.*|ENABLE_.*|JAVA_HOME|JOB_MANAGER.*|TASK_.*")) {
                environment.put(name, "of the container\n");
            }
        }
        configure(NEW, "a: 1\n");

        Run run = run(NEW, "", "env", "-0");

        Map<String, String> seen = new TreeMap<>();
        Judges.nulSeparated(run.output()).forEach(each -> seen.put(each.split("=", 2)[0], each.split("=", 2)[1]));
        Map<String, String> given = new TreeMap<>(environment);
        given.remove("PYFLINK_ENTRYPOINT");
        assertThat(given).containsKeys("command", "JOB", "settings", "keys", "name");
        assertThat(seen).as(run.errors()).containsAllEntriesOf(given);
    }

    @Test
    void valuesAreTheSameInQuotesOfEveryKind() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        StringBuilder file = new StringBuilder();
        StringBuilder properties = new StringBuilder();
        List<String> texts = texts();
        for (int i = 0; i < texts.size(); i++) {
            String text = expected(texts.get(i));
            environment.put("V" + i, texts.get(i));
            file.append("""
                    bare.%1$s: a/${V%1$s}/b
                    single.%1$s: 'it''s \\n ${V%1$s}.'
                    double.%1$s: "\\"\\\\ \\x41 ${V%1$s}." # a comment
                    """.formatted(i));
            properties.append(
                    "of.bare.%1$s: a/${V%1$s}/b\nof.single.%1$s: 'it''s $V%1$s.' # x\nof.double.%1$s: \"\\t${V%1$s}\"\n"
                            .formatted(i));
            expected.put("bare." + i, "a/" + text + "/b");
            expected.put("single." + i, "it's \\n " + text + ".");
            expected.put("double." + i, "\"\\ A " + text + ".");
            expected.put("of.bare." + i, "a/" + text + "/b");
            expected.put("of.single." + i, "it's " + text + ".");
            expected.put("of.double." + i, "\t" + text);
        }
        environment.put("FLINK_PROPERTIES", properties.toString());
        configure(NEW, file.toString());

        assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsAllEntriesOf(expected);
    }

    @Test
    void severalLinesAreOneValue() throws Exception {
        String pem = "-----BEGIN-----\nAbC=\nrest.port: 1\n-----END-----";
        environment.put("PEM", pem + "\n");
        environment.put("JOB_MANAGER_RPC_ADDRESS", "host\n");
        environment.put("FLINK_PROPERTIES", "b: ${PEM}\nc: \"x ${PEM}\"");
        configure(NEW, "a: ${PEM}\n");

        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("a", pem)
                .containsEntry("b", pem)
                .containsEntry("c", "x " + pem)
                .containsEntry("jobmanager.rpc.address", "host")
                .doesNotContainKey("rest.port");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            k: ${LINES} |              | k
                        | p: ${LINES}  | p
                        | p: "$LINES"  | p
            k: ${RETURN}|              | k
            """)
    void severalLinesAreAnErrorWhereTheFileHasNoPlaceForThem(String file, String property, String key)
            throws Exception {
        environment.put("LINES", "secret\nrest.port: 1");
        environment.put("RETURN", "secret\rrest.port: 1");
        environment.put("FLINK_PROPERTIES", property == null ? "" : property);
        configure(OLD, file == null ? "a: 1\n" : file + "\n");

        Run run = run(OLD, "", "taskmanager");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .contains("ERROR: the value of " + key + " has several lines, and flink-conf.yaml takes one")
                .doesNotContain("secret");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void severalLinesOfFurtherVariablesAreOneToo() throws Exception {
        environment.put("TASK_MANAGER_NUMBER_OF_TASK_SLOTS", "1\nrest.port: 1");
        configure(OLD, "a: 1\n");

        assertThat(run(OLD, "", "taskmanager").errors())
                .contains("ERROR: the value of taskmanager.numberOfTaskSlots has several lines");
    }

    @Test
    void valueThatAnOldFileCutsIsSaid() throws Exception {
        environment.put("SECRET", "a#b");
        configure(OLD, "k: ${SECRET}\n");

        assertThat(run(OLD, "", "taskmanager").errors())
                .contains("WARNING: the value of k ends before its first #: flink-conf.yaml has no quotes")
                .doesNotContain("a#b");
        assertThat(run(NEW, "", "taskmanager").errors()).doesNotContain("#");
    }

    @Test
    void laterOfTwoValuesIsTheOneThatCounts() throws Exception {
        environment.put("PORT", "80");
        configure(OLD, "a: ${PORT}\na: 1\nb: 1\n b : ${PORT}\n");

        List<String> lines = linesOf(run(OLD, "", "taskmanager"));

        assertThat(lines.stream().collect(Collectors.joining("\n"))).containsSubsequence("a: 1", "b: 80");
        assertThat(lines).doesNotContain("a: 80", "b: 1");
    }

    /** However long it takes to end: the command is no shell, which would bury whatever child it finds. */
    @Test
    void whatReadsTheVariablesIsNoChildOfTheCommand() throws Exception {
        assumeTrue(isInstalled("python3"), "python3 is not installed");
        program(folder.resolve("path/env"), """
                #!/bin/bash
                if [[ $* == -0 ]]; then
                  "$(PATH=${PATH#*:} type -P env)" -0
                  exec >&-
                  exec sleep 0.5
                fi
                PATH=${PATH#*:} exec env "$@"
                """);
        String children = "import os, time; time.sleep(1.5); pid = os.getpid();"
                + " print('children=' + open('/proc/%d/task/%d/children' % (pid, pid)).read())";

        assertThat(run(NEW, "", "python3", "-c", children).value("children")).isEmpty();
    }
}

package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;

/** What the entrypoint makes of its environment variables. */
class EntrypointSettingsTest extends EntrypointFixture {

    @Nested
    class Properties {

        @Test
        void blanksOfAValueStay() throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.jobmanager: -Dfoo=1 -Dbar=2");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.jobmanager", "-Dfoo=1 -Dbar=2");
        }

        @Test
        void optionsForAllJvmsComeAfterFlinksOwn() throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + " -Dshipped=1\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.all: -Dfoo=1 -Dbar=2");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.all", OPENS + " -Dshipped=1 -Dfoo=1 -Dbar=2");
        }

        @Test
        void optionsForAllJvmsUnderTheirOldNameAreNotLost() throws Exception {
            configure(OLD, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts: \"-Dfoo=1 -Dbar=2\"");

            assertThat(linesOf(run(OLD, "", "jobmanager")))
                    .contains("env.java.opts.all: " + OPENS + " -Dfoo=1 -Dbar=2");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        -Dx="a"                | -Dx="a"
                        "-Dx=a" -Dy="b"        | -Dx=a" -Dy="b
                        '-Dx="a"'              | -Dx="a"
                        "-Dx=\\"a\\" -Dy=\\\\" # c  | -Dx="a" -Dy=\\
                        "-Dx=a"                | -Dx=a
                        "-Dx=a                 | "-Dx=a
                        """)
        void quotesOfOptionsThatHaveNoPartnerStay(String options, String expected) throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.all: " + options);

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("env.java.opts.all", OPENS + " " + expected);
        }

        @Test
        void optionsThatRepeatFlinksOwnAreNotDoubled() throws Exception {
            configure(NEW, "env.java.opts.all: " + OPENS + "\n");
            environment.put("FLINK_PROPERTIES", "env.java.opts.all: -Dfoo=1 " + OPENS);

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("env.java.opts.all", "-Dfoo=1 " + OPENS);
        }

        @Test
        void commentsAndEmptyLinesAreNoKeys() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "\n# c: 1\n   # d: 2\n\n  e: f # g\n h: 'i # j'\r\n");

            Map<String, String> settings = settingsOf(run(NEW, "", "taskmanager"));

            assertThat(settings).containsEntry("e", "f").containsEntry("h", "i # j");
            assertThat(settings.keySet()).noneMatch(key -> key.contains("#") || key.equals("c") || key.equals("d"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.17.1", "1.18.1", "1.19.3", "2.3.0"})
        void keysReplaceThoseThatAreThere(String version) throws Exception {
            FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
            configure(flink, "rest.port: 8081\nparallelism.default: 1\nrest.port.x: 1\n");
            environment.put("FLINK_PROPERTIES", "rest.port: 9000\nparallelism.default : 3\nrest.port: 9001");

            List<String> lines = linesOf(run(flink, "", "taskmanager"));

            assertThat(lines).contains("rest.port: 9001", "parallelism.default: 3", "rest.port.x: 1");
            assertThat(lines.stream().filter(line -> line.startsWith("rest.port:")))
                    .hasSize(1);
            assertThat(lines.stream().filter(line -> line.startsWith("parallelism.default")))
                    .hasSize(1);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        k: it's                | it's
                        k: x: y                | x: y
                        k: a#b                 | a#b
                        k: 0123                | 0123
                        k: 0x10                | 0x10
                        k: yes                 | yes
                        k: null                | null
                        k: 'already: quoted'   | already: quoted
                        k: "already: quoted"   | already: quoted
                        k: 'a' # comment       | a
                        k: "a # b" # comment   | a # b
                        k: 'it''s'# d          | 'it''s'# d
                        k: "a" "b" # comment   | "a" "b"
                        k: 'a                  | 'a
                        k: "\\x41\\t\\u00e4\\/" | A	ä/
                        k: -Dx="a"             | -Dx="a"
                        k: 'un                 | 'un
                        k: 12:30:45            | 12:30:45
                        k: [a, b]              | [a, b]
                        k: *                   | *
                        k: a\\b                | a\\b
                        k:glued                | glued
                        k: -5                  | -5
                        k: $(id) `id`          | $(id) `id`
                        """)
        void valuesMeanInYamlWhatWasWritten(String property, String value) throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", property);

            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("k", value);
        }

        @Test
        void variablesAreFilledIn() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("SECRET", "it's");
            environment.put(
                    "FLINK_PROPERTIES",
                    "s3.secret-key: ${SECRET}\nb: $SECRET${MISSING}.$MISSING.$1$\nc: ${not a name}");

            assertThat(settingsOf(run(NEW, "", "taskmanager")))
                    .containsEntry("s3.secret-key", "it's")
                    .containsEntry("b", "it's..$1$")
                    .containsEntry("c", "${not a name}");
        }

        @Test
        void whatIsNoPropertyIsReportedAndLeftOut() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "no property\r\nb: # x\n\n$(touch x): 1\ra[$(touch x)]: 2\nc: 3\nd:");

            Run run = run(NEW, "", "taskmanager");

            assertThat(settingsOf(run)).containsEntry("c", "3").doesNotContainKey("b");
            assertThat(run.errors().lines().filter(line -> line.contains("FLINK_PROPERTIES")))
                    .containsExactly(
                            "WARNING: FLINK_PROPERTIES: line 1 is no \"key: value\", and ignored",
                            "WARNING: FLINK_PROPERTIES: line 2 has no value for b, and is ignored",
                            "WARNING: FLINK_PROPERTIES: line 4 is no \"key: value\", and ignored",
                            "WARNING: FLINK_PROPERTIES: line 5 is no \"key: value\", and ignored",
                            "WARNING: FLINK_PROPERTIES: line 7 has no value for d, and is ignored");
            assertThat(folder.resolve("x")).doesNotExist();
        }

        @Test
        void otherCommandsSeeThemToo() throws Exception {
            configure(NEW, "a: 1\n");
            environment.put("FLINK_PROPERTIES", "rest.port: 9000");

            Run run = run(NEW, "", "bash", "-c", "cat $FLINK_CONF_DIR/config.yaml");

            assertThat(run.output()).isEqualTo("a: 1\nrest.port: 9000\n");
        }
    }

    @Nested
    class Addresses {

        @Test
        void jobManagersAddressIsTakenFromTheEnvironment() throws Exception {
            configure(NEW, "jobmanager.rpc.address: jobmanager\n");
            environment.put("JOB_MANAGER_RPC_ADDRESS", "jm-1.example.com");

            assertThat(settingsOf(run(NEW, "", "taskmanager")))
                    .containsEntry("jobmanager.rpc.address", "jm-1.example.com");
        }

        @Test
        void jobManagerWhoseConfiguredNameDoesNotResolveUsesItsOwn() throws Exception {
            configure(NEW, "jobmanager.rpc.address: no-such-host.invalid\n");
            program(folder.resolve("path/hostname"), "#!/bin/sh\necho own-name\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "own-name");
            assertThat(settingsOf(run(NEW, "", "standalone-job"))).containsEntry("jobmanager.rpc.address", "own-name");
        }

        @Test
        void jobManagerWhoseConfiguredNameResolvesKeepsIt() throws Exception {
            configure(NEW, "jobmanager.rpc.address: localhost\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "localhost");
        }

        @Test
        void taskManagerNeverWaitsForItself() throws Exception {
            configure(NEW, "jobmanager.rpc.address: no-such-host.invalid\n");

            assertThat(settingsOf(run(NEW, "", "taskmanager")))
                    .containsEntry("jobmanager.rpc.address", "no-such-host.invalid");
        }

        @Test
        void propertiesHaveTheLastWord() throws Exception {
            configure(NEW, "jobmanager.rpc.address: localhost\n");
            environment.put("JOB_MANAGER_RPC_ADDRESS", "one");
            environment.put("FLINK_PROPERTIES", "jobmanager.rpc.address: two");

            assertThat(settingsOf(run(NEW, "", "jobmanager"))).containsEntry("jobmanager.rpc.address", "two");
        }

        @Test
        void slotsAreTakenFromTheEnvironmentAndElseAsConfigured() throws Exception {
            configure(NEW, "taskmanager.numberOfTaskSlots: 4\n");

            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("taskmanager.numberOfTaskSlots", "4");
            environment.put("TASK_MANAGER_NUMBER_OF_TASK_SLOTS", "7");
            assertThat(settingsOf(run(NEW, "", "taskmanager"))).containsEntry("taskmanager.numberOfTaskSlots", "7");
        }

        @Test
        void portsAreFixedUnlessConfigured() throws Exception {
            configure(NEW, "blob.server.port: 7000\n");

            assertThat(settingsOf(run(NEW, "", "jobmanager")))
                    .containsEntry("blob.server.port", "7000")
                    .containsEntry("query.server.port", "6125");
        }
    }
}

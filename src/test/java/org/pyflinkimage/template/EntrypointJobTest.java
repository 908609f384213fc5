package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the entrypoint starts the image's own job. */
class EntrypointJobTest extends EntrypointFixture {

    private static final String DRIVER = "org.apache.flink.client.python.PythonDriver";

    @BeforeEach
    void configuration() throws IOException {
        configure(NEW, "jobmanager.rpc.address: localhost\n");
    }

    /** Words of a line, in which {@code $} stands for the beginning that all have. */
    private static List<String> expected(String line) {
        List<String> words = new ArrayList<>(List.of("start-foreground", "--job-classname", DRIVER));
        words.addAll(List.of(line.split(" ")));
        return words;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            %%                                  | -py /job.py dev --job=x
            word -Dx=y -p 4                     | -py /job.py word -Dx=y -p 4
            --stage dev                         | -py /job.py -- -- --stage dev
            -- -p 4                             | -py /job.py -- -- -p 4
            -- word --                          | -py /job.py word --
            --                                  | -py /job.py
            -Dx=y                               | -Dx=y -py /job.py dev --job=x
            -p 4                                | -p 4 -py /job.py dev --job=x
            -pyarch m.zip#m -D a=b -n word      | -D a=b -n -pyarch m.zip#m -py /job.py word
            -s s3://b/x --pyFiles a -- -j       | -s s3://b/x --pyFiles a -py /job.py -- -- -j
            --fromSavepoint=s3://b/x -jid 1 x   | --fromSavepoint=s3://b/x -jid 1 -py /job.py x
            """)
    void optionsOfFlinkComeBeforeTheJobWhoseArgumentsReplaceTheDeclaredOnes(String given, String words)
            throws Exception {
        arguments.addAll(List.of("dev", "--job=x"));
        List<String> command = new ArrayList<>(List.of("standalone-job"));
        Arrays.stream(given.split(" ")).filter(word -> !word.isEmpty()).forEach(command::add);

        Run run = run(NEW, "/job.py", command.toArray(String[]::new));

        assertThat(run.values("argument")).as(run.errors()).isEqualTo(expected(words));
    }

    @Test
    void moduleIsRunAsOne() throws Exception {
        options.addAll(List.of("-pym", "src.app"));
        arguments.add("--python");

        assertThat(run(NEW, "/src/app.py", "standalone-job").values("argument"))
                .isEqualTo(expected("-pym src.app -- -- --python"));
    }

    @Test
    void fileOfAnyNameIsRun() throws Exception {
        assertThat(run(NEW, "/opt/flink/usrlib/it's.py", "standalone-job", "a b")
                        .values("argument"))
                .endsWith("-py", "/opt/flink/usrlib/it's.py", "a b");
    }

    @Test
    void declaredArgumentsReachTheJobAsTheyAre() throws Exception {
        program(home.resolve("bin/standalone-job.sh"), "#!/usr/bin/env bash\nprintf '%s\\0' \"${@:6}\"\n");
        List<String> texts = new ArrayList<>(HostileTexts.all(500).stream()
                .filter(text -> !text.contains("\u0000") && !text.contains("\ud800"))
                .toList());
        Collections.shuffle(texts, new Random(7));
        arguments.add("dev");
        arguments.addAll(texts);

        assertThat(Judges.nulSeparated(run(NEW, "/job.py", "standalone-job").output()))
                .isEqualTo(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-D", "-jid", "-p", "--pyFiles"})
    void optionWithoutItsValueEndsTheStart(String option) throws Exception {
        Run run = run(NEW, "/job.py", "standalone-job", option);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains(option + " needs a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--job-classname", "-j", "--jars"})
    void namedJobIsRunInItsPlace(String option) throws Exception {
        Run run = run(NEW, "/job.py", "standalone-job", option, "com.example.Job", "x");

        assertThat(run.values("argument")).containsExactly("start-foreground", option, "com.example.Job", "x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -- --jars x          | -py /job.py -- -- --jars x
            run -j 4             | -py /job.py run -j 4
            --stage -j 4         | -py /job.py -- -- --stage -j 4
            -D a=b run --jars    | -D a=b -py /job.py run --jars
            -D -j                | -D -j -py /job.py
            -s --jars x          | -s --jars -py /job.py x
            -p -j x -j           | -p -j -py /job.py x -j
            """)
    void whatTheJobGetsNamesNoOtherJob(String given, String words) throws Exception {
        List<String> command = new ArrayList<>(List.of("standalone-job"));
        command.addAll(List.of(given.split(" ")));

        assertThat(run(NEW, "/job.py", command.toArray(String[]::new)).values("argument"))
                .isEqualTo(expected(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-D a=b -j x y", "-p 4 --jars=x", "-n -Dc=d --job-classname=x -- y", "-s z -j=x"})
    void jobIsNamedBehindFurtherOptionsToo(String given) throws Exception {
        List<String> command = new ArrayList<>(List.of("standalone-job"));
        command.addAll(List.of(given.split(" ")));

        List<String> words = new ArrayList<>(List.of("start-foreground"));
        words.addAll(List.of(given.split(" ")));
        assertThat(run(NEW, "/job.py", command.toArray(String[]::new)).values("argument"))
                .isEqualTo(words);
    }
}

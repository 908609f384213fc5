package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each parser is fed by Jazzer, which looks at the code that an input reaches, for {@code -Dfuzz.seconds}. What it finds lies in {@code
 * target/attack/findings}.
 */
@Tag("attack")
@EnabledIfSystemProperty(named = "attack", matches = "all", disabledReason = "mvn -Pattack verify has Jazzer")
@Execution(ExecutionMode.CONCURRENT)
class FuzzingTest {

    private static final long SECONDS = Long.getLong("fuzz.seconds", 600);

    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units: *([0-9]+)");

    @ParameterizedTest
    @EnumSource
    void nothingIsFound(Parser parser) throws Exception {
        Path folder = Files.createDirectories(Figures.FOLDER.resolve("fuzz").resolve(parser.name()));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings =
                Files.createDirectories(Figures.FOLDER.resolve("findings").resolve(parser.name()));
        int number = 0;
        for (byte[] seed : parser.seeds()) {
            Files.write(corpus.resolve("seed" + number++), seed);
        }
        Path log = folder.resolve("log");

        int exit = jazzer(parser, corpus, findings, log).waitFor();

        List<Path> found = filesIn(findings);
        Matcher executed = EXECUTED.matcher(Files.readString(log));
        new Figures(Figures.FOLDER)
                .addParser(
                        parser.name(), executed.find() ? Long.parseLong(executed.group(1)) : 0, SECONDS, found.size());
        assertThat(found).as("see %s", log).isEmpty();
        assertThat(exit).as("see %s", log).isZero();
    }

    private static Process jazzer(Parser parser, Path corpus, Path findings, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "-D" + FuzzedParser.PARSER + "=" + parser,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzedParser.class.getName(),
                        "--instrumentation_includes=org.pyflinkimage.**",
                        "--reproducer_path=" + log.getParent(),
                        "-max_total_time=" + SECONDS,
                        "-timeout=25",
                        "-rss_limit_mb=2048",
                        "-max_len=20000",
                        "-print_final_stats=1",
                        "-artifact_prefix=" + findings + "/",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }
}

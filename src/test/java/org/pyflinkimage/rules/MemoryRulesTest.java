package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.MemorySize;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.value.Problem;

class MemoryRulesTest {

    private static final Path BY_FLINK = Path.of("src/test/resources/org/pyflinkimage/rules/memory-by-flink.txt");
    private static final Pattern MOST = Pattern.compile("`<flinkConfig><(.*)>` \\(-D.*\\) of at most ([0-9a-z]+)");
    private static final Pattern LEAST = Pattern.compile("`(.*)` of at least ([0-9a-z]+), .*");

    static List<String> judgedByFlink() throws IOException {
        return Files.readAllLines(BY_FLINK).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** The file that the image keeps from Flink has sizes of both processes. */
    @ParameterizedTest
    @MethodSource("judgedByFlink")
    void whatFlinkRefusesIsFoundAndNothingElse(String line) {
        String[] settingsAndProcesses = line.split(" => ", -1);

        List<Problem> problems = judged(settings(settingsAndProcesses[0]));

        Set<String> processes = new TreeSet<>();
        for (Problem problem : problems) {
            processes.add(problem.what().contains("`jobmanager.") ? "jobmanager" : "taskmanager");
        }
        assertThat(processes).as("%s", problems).isEqualTo(expected(settingsAndProcesses[1]));
    }

    @Test
    void whatIsToTryIsEnoughAndNotTooMuch() throws IOException {
        int tried = 0;
        for (String line : judgedByFlink()) {
            Map<String, String> settings = settings(line.split(" => ", -1)[0]);
            for (Problem problem : judged(settings)) {
                Matcher least = LEAST.matcher(problem.remedies().get(0));
                if (least.matches()) {
                    tried++;
                    String key = least.group(1);
                    String small = "`" + key + "` is too small";
                    MemorySize size = MemorySize.parse(least.group(2)).orElseThrow();
                    assertThat(judged(with(settings, key, size.toString())))
                            .as(line)
                            .noneMatch(other -> other.what().startsWith(small));
                    assertThat(judged(with(settings, key, (size.bytes() - (1 << 20)) + "b")))
                            .as(line)
                            .anyMatch(other -> other.what().startsWith(small));
                }
            }
        }
        assertThat(tried).isGreaterThan(60);
    }

    @Test
    void sizeThatIsToTryIsTheLargestAndAnEmptyOneDoes() throws IOException {
        int tried = 0;
        for (String line : judgedByFlink()) {
            Map<String, String> settings = settings(line.split(" => ", -1)[0]);
            for (Problem problem : judged(settings)) {
                Matcher most = MOST.matcher(problem.remedies().get(0));
                if (most.matches()) {
                    tried++;
                    String key = most.group(1);
                    String large = "`" + key + "` is too large";
                    MemorySize size = MemorySize.parse(most.group(2)).orElseThrow();
                    for (String enough : List.of(size.toString(), "")) {
                        assertThat(judged(with(settings, key, enough)))
                                .as(line)
                                .noneMatch(other -> other.what().startsWith("`" + key));
                    }
                    assertThat(judged(with(settings, key, (size.bytes() + 1) + "b")))
                            .as(line)
                            .anyMatch(other -> other.what().startsWith(large));
                }
            }
        }
        assertThat(tried).isGreaterThan(8);
    }

    /** Nobody has set the size that is too large. */
    @Test
    void partsOfASizeThatIsTooLargeAreNamed() {
        Map<String, String> heap = Map.of("jobmanager.memory.heap.size", "128m");
        Problem problem = judged(heap).get(0);

        assertThat(problem.what()).isEqualTo("`jobmanager.memory.process.size` is too large: 1600m for at most 1536m");
        assertThat(problem.why())
                .containsExactly("what `jobmanager.memory.heap.size` 128m, `jobmanager.memory.off-heap.size` 128m,"
                        + " `jobmanager.memory.jvm-metaspace.size` 256m leave of it is more than"
                        + " `jobmanager.memory.jvm-overhead.max`: 1024m; its size is the one that Flink ships");
        assertThat(problem.remedies())
                .containsExactly(
                        "`<flinkConfig><jobmanager.memory.process.size>`"
                                + " (-Dpyflink.flinkConfig.jobmanager.memory.process.size) of at most 1536m",
                        "or an empty one, where Flink's own is not wanted: its parts say the size");

        // An empty one of the declaration would not count.
        Map<String, String> variable = Map.of("FLINK_PROPERTIES", "jobmanager.memory.process.size: 2g\n");
        assertThat(Judged.by("PYF-206", config("2.3.0", heap).withContainer(Containers.environment(variable))))
                .singleElement()
                .satisfies(other -> assertThat(other.remedies())
                        .containsExactly("the line `jobmanager.memory.process.size: …` of"
                                + " `<environment><FLINK_PROPERTIES>` (-Dpyflink.environment.FLINK_PROPERTIES) of at"
                                + " most 1536m"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tm.process.size=1023m;tm.flink.size=576m      | `taskmanager.memory.process.size` is too small: 1023m for 1024m
            tm.process.size=8192m;tm.flink.size=6911m     | `taskmanager.memory.process.size` is too large
            tm.flink.size=2g                              | `taskmanager.memory.process.size` is too small: 1728m for 2496m
            jm.flink.size=2g                              | `jobmanager.memory.process.size` is too small: 1600m for 2496m
            tm.process.size=512m                          | `taskmanager.memory.process.size` is too small: 512m for 982m
            jm.process.size=512m                          | `jobmanager.memory.process.size` is too small: 512m for 577m
            tm.process.size=;tm.flink.size=320m           | `taskmanager.memory.flink.size` is too small: 320m for 534m
            tm.flink.size=1g;tm.task.heap.size=705m       | `taskmanager.memory.flink.size` is too small: 1024m for 1709m
            tm.network.min=1025m;tm.network.max=1g        | is above `taskmanager.memory.network.max`
            tm.jvm-overhead.min=2g                        | is above `taskmanager.memory.jvm-overhead.max`: 2048m and 1024m
            tm.managed.fraction=0.9;tm.network.fraction=0.1 | leave nothing for the task's heap
            tm.managed.fraction=half                      | no fraction of memory: `taskmanager.memory.managed.fraction: half`
            taskmanager.network.memory.fraction=1         | no fraction of memory: `taskmanager.network.memory.fraction: 1`
            jm.jvm-overhead.fraction=-0.1                 | no fraction of memory: `jobmanager.memory.jvm-overhead.fraction: -0.1`
            tm.process.size=much;tm.flink.size=1m         | no amount of memory
            tm.flink.size=4194303t;tm.task.heap.size=4194303t;tm.managed.size=4194303t;tm.network.min=1m | too small: 4398045462528m for
            """)
    void firstThatDoesNotFitIsNamed(String settings, String what) {
        assertThat(judged(settings(settings)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains(what));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.16.3 | tm.process.size=28g;tm.task.heap.size=12g;tm.managed.size=12g | `taskmanager.memory.process.size` is too large
            1.16.3 | tm.process.size=26g;tm.task.heap.size=12g;tm.managed.size=12g |
            1.16.3 | tm.network.min=2g;tm.process.size=8g                          | is above `taskmanager.memory.network.max`
            1.17.2 | tm.process.size=28g;tm.task.heap.size=12g;tm.managed.size=12g |
            1.17.2 | tm.process.size=26g;tm.task.heap.size=12g;tm.managed.size=12g | is too small
            1.17.2 | tm.network.min=2g;tm.process.size=8g                          |
            1.16.3 | tm.process.size=10g;tm.network.fraction=0.7                   |
            1.17.2 | tm.process.size=10g;tm.network.fraction=0.7                   | leave nothing for the task's heap
            """)
    void networkHasABoundOfItsOwnInOlderLinesAlone(String flink, String settings, String what) {
        List<Problem> problems = Judged.by("PYF-206", config(flink, settings(settings)));

        assertThat(problems).hasSize(what == null ? 0 : 1);
        assertThat(problems).allSatisfy(problem -> assertThat(problem.what()).contains(what));
    }

    /** Flink 1.20 has no older key of the network's among those that it warns of, and reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.20.5", "2.3.0"})
    void olderKeysCountInEveryLine(String flink) {
        String bounded = "tm.process.size=;tm.flink.size=2g;tm.managed.fraction=0.8;taskmanager.network.memory.max=64m";

        assertThat(Judged.by("PYF-206", config(flink, settings(bounded)))).isEmpty();
        assertThat(Judged.by("PYF-206", config(flink, settings(bounded.replace("64m", "1g")))))
                .hasSize(1);
        assertThat(Judged.by("PYF-206", config(flink, settings(bounded.replace("64m", "${MAX}")))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "taskmanager -Dtaskmanager.memory.process.size=4g",
                "taskmanager -D taskmanager.memory.process.size=4g",
                "taskmanager -Dtaskmanager.network.memory.max=4g"
            })
    void processWhoseMemoryItsCommandSaysIsNotParted(String command) {
        List<String> words = List.of(command.split(" "));
        for (String settings : List.of("tm.flink.size=2g", "tm.network.min=2g;tm.network.max=1g")) {
            ImageSpec spec =
                    config("2.3.0", settings(settings + ";jm.heap.size=2g")).spec();

            assertThat(judged(spec, new Invocation(List.of(), List.of("taskmanager"))))
                    .isNotEmpty();
            assertThat(judged(spec, new Invocation(List.of(), words)))
                    .allMatch(problem -> problem.what().contains("`jobmanager."));
            assertThat(judged(spec, new Invocation(words, List.of()))).hasSizeLessThan(2);
        }
        ImageSpec small = config("2.3.0", settings("jm.heap.size=2g")).spec();
        assertThat(judged(small, new Invocation(List.of(), words))).hasSize(1);
    }

    private static List<Problem> judged(ImageSpec spec, Invocation invocation) {
        return Judged.by("PYF-206", Containers.running(spec, invocation));
    }

    /** What is set by a container's variables, or by its user's own file, is set. */
    @Test
    void shippedSizeHoldsWhereNoneIsDeclared() {
        assertThat(judged(Map.of("taskmanager.memory.flink.size", "2g")).get(0).why())
                .singleElement()
                .asString()
                .endsWith("; its size is the one that Flink ships");
        assertThat(judged(Map.of("taskmanager.memory.flink.size", "2g", "taskmanager.memory.process.size", "")))
                .isEmpty();
        Subject small = config("2.3.0", Map.of("taskmanager.memory.flink.size", "2g"));
        String enough = "taskmanager.memory.process.size: 2496m\n";
        assertThat(Judged.by("PYF-206", small.withTexts(new Texts(Map.of("config.yaml", enough), Map.of()))))
                .isEmpty();
        assertThat(Judged.by(
                        "PYF-206", small.withContainer(Containers.environment(Map.of("FLINK_PROPERTIES", enough)))))
                .isEmpty();
    }

    private static List<Problem> judged(Map<String, String> settings) {
        return Judged.by("PYF-206", config("2.3.0", settings));
    }

    private static Set<String> expected(String processes) {
        return processes.equals("none") ? Set.of() : new TreeSet<>(List.of(processes.split(" ")));
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        changed.put(key, value);
        return changed;
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : text.split(";", -1)) {
            String[] keyAndValue = setting.split("=", 2);
            String key =
                    keyAndValue[0].replaceFirst("^tm", "taskmanager.memory").replaceFirst("^jm", "jobmanager.memory");
            settings.put(key, keyAndValue[1]);
        }
        return settings;
    }
}

package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRulesTest {

    /** The JVM's metaspace takes 256m, its overhead 192m to 1g, the network at least 64m, the framework 128m twice. */
    @ParameterizedTest
    @CsvSource({
        "process.size, 1024m, flink.size, 576m",
        "process.size, 8192m, flink.size, 6912m",
        "flink.size, 320m, network.max, 1g",
        "flink.size, 1g, task.heap.size, 704m",
        "network.min, 1g, network.max, 1024m",
        "jvm-overhead.min, 1g, jvm-overhead.max, 1g",
        "managed.fraction, 0.5, network.fraction, .4",
        "process.size, 4g, managed.size, 1g"
    })
    void partsThatJustFitAreLeftInPeace(String first, String one, String second, String other) {
        assertThat(Judged.by("PYF-206", config("2.3.0", settings(first, one, second, other))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "process.size, 1023m, flink.size, 576m, `taskmanager.memory.process.size` is too small: 1023m for 1024m",
        "process.size, 8192m, flink.size, 6911m, are too far apart",
        "flink.size, 319m, network.max, 1g, `taskmanager.memory.flink.size` is too small: 319m for 320m",
        "flink.size, 1g, task.heap.size, 705m, `taskmanager.memory.flink.size` is too small: 1024m for 1025m",
        "network.min, 1025m, network.max, 1g, is above `taskmanager.memory.network.max`",
        "managed.fraction, 0.9, network.fraction, 0.1, leave nothing for the task's heap",
        "managed.fraction, half, network.fraction, 0.1, leave nothing for the task's heap",
        "process.size, much, flink.size, 1m, no amount of memory"
    })
    void partsThatDoNotFitAreFound(String first, String one, String second, String other, String what) {
        assertThat(Judged.by("PYF-206", config("2.3.0", settings(first, one, second, other))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains(what));
    }

    private static Map<String, String> settings(String first, String one, String second, String other) {
        return Map.of("taskmanager.memory." + first, one, "taskmanager.memory." + second, other);
    }
}

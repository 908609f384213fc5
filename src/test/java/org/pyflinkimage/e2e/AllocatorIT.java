package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the memory of a JobManager comes from. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
class AllocatorIT {

    // Flink's scripts start another Java program before.
    private static final String JOB_MANAGER = "StandaloneSessionClusterEntrypoint";
    private static final Duration START = Duration.ofSeconds(60);

    @Parameter
    private BuiltProject project;

    @ParameterizedTest
    @CsvSource({"'', true", "false, true", "true, false"})
    void jemallocIsInTheJvmUnlessItIsDisabled(String disabled, boolean there, LoadedImages images) {
        ContainerRequest request = images.of(project).container().hostName("jobmanager");
        if (!disabled.isEmpty()) {
            request.environment("DISABLE_JEMALLOC", disabled);
        }
        try (Container container = request.start("jobmanager")) {
            List<String> libraries = Waiting.until(
                    "a started JobManager", START, () -> librariesOfTheJvm(container), container::endOfLogs);

            assertThat(libraries.contains("libjemalloc.so.2"))
                    .as("%s", libraries)
                    .isEqualTo(there);
        }
    }

    /** Of a program that got as far as to open its files: libraries that are preloaded are long there. */
    private static Optional<List<String>> librariesOfTheJvm(Container container) {
        return Optional.of(container
                        .python("java_libraries.py", JOB_MANAGER)
                        .lines()
                        .toList())
                .filter(libraries -> libraries.contains("libnio.so"));
    }
}

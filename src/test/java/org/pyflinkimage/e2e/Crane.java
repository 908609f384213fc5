package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What crane says of an image, which {@code src/test/scripts/install-judges.sh} installs: it reads every layer, compares it with both of its
 * sums, and manifest and configuration with each other.
 */
final class Crane {

    private Crane() {}

    /** Has a Docker archive judged. */
    static void assertValid(Path dockerArchive) {
        assertPassed("--tarball", dockerArchive.toString());
    }

    /** Has an image judged that lies in a registry. */
    static void assertValid(LoopbackRegistry registry, String name) {
        assertPassed("--remote", registry.address() + "/" + name);
    }

    private static void assertPassed(String kind, String image) {
        RequireTools.onPath("crane");

        Command.Outcome outcome = Command.of("crane", "validate", kind, image)
                .within(Duration.ofMinutes(4))
                .succeed();
        assertThat(outcome.output() + outcome.errors()).contains("PASS: " + image);
    }
}

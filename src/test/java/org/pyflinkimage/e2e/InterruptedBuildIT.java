package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds that are killed at any point leave nothing behind that a later build takes for whole. */
class InterruptedBuildIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    /** Seeded: a failure can be seen again. */
    private static final long SEED = 20_260_101;

    private static final int KILLS = 3;

    private Path folder;

    @BeforeEach
    void makeFolder() {
        RequireTools.onPath("mvn");
        folder = Folders.empty("interrupted");
    }

    @AfterEach
    void removeFolder() {
        Folders.delete(folder);
    }

    @Test
    void killedBuildIsFollowedByOneThatSucceeds() {
        Path project = folder.resolve("project");
        long duration = timeOfWholeBuild();
        Path store = MavenBuild.storeOfArtifacts(folder.resolve("store"));
        Random random = new Random(SEED);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            // The first part of a build is Maven's own start; the last one writes the archives.
            double moment = 0.3 + 0.7 * (kill + random.nextDouble()) / KILLS;
            killed += wasKilledAfter((long) (duration * moment), project, store) ? 1 : 0;
        }

        assertThat(killed).as("builds that were killed before their end").isPositive();
        assertThat(MavenBuild.of(PROJECT, project, store).image())
                .as("seed %d, whole build %d ms", SEED, duration)
                .isEqualTo(PROJECT.image());
        assertThat(archiveDigest(project))
                .isEqualTo(PROJECT.image().required("digest").asText());
    }

    private long timeOfWholeBuild() {
        long start = System.nanoTime();
        MavenBuild.of(PROJECT, folder.resolve("whole"), MavenBuild.storeOfArtifacts(folder.resolve("whole-store")))
                .succeed();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static boolean wasKilledAfter(long milliseconds, Path project, Path store) {
        try (Command.Running build = MavenBuild.of(PROJECT, project, store).start()) {
            boolean ended = build.process().waitFor(milliseconds, TimeUnit.MILLISECONDS);
            if (!ended) {
                build.kill();
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The digest as skopeo computes it from the bytes of the archive. */
    private static String archiveDigest(Path project) {
        RequireTools.onPath("skopeo");
        Path results = project.resolve("target/pyflink");
        String archive = BuiltProject.read(results.resolve("images.json"))
                .get(0)
                .required("archive")
                .asText();
        assertThat(List.of(results.resolve(archive))).allMatch(Files::isRegularFile);
        return Command.of("skopeo", "inspect", "--format={{.Digest}}", "oci-archive:" + results.resolve(archive))
                .succeed()
                .text();
    }
}

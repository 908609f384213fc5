package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.python.LocalWheels;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** Folders of sources in a lock file: what they make now is what is built. */
class ChangingFoldersTest {

    private static final Combination CELL =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private final List<Distribution> wheels = new ArrayList<>();

    /** Of a folder of sources the wheel is made anew, and kept where the build looks for it. */
    @Test
    void folderOfSourcesIsTakenAsItIsNow() throws IOException {
        library("1.0", "'six'", "x = 1\n");
        LockFile lock = locked();
        assertThat(answer(lock)).isPresent();
        assertThat(log.lines).isEmpty();
        library("1.0", "'six'", "x = 2\n");

        LockedArtifact wheel =
                answer(lock).orElseThrow().contents().distributions().get(0);

        assertThat(wheel.sha256()).isNotEqualTo(wheels.get(0).sha256());
        assertThat(wheel.location()).isEqualTo(wheels.get(0).location());
        assertThat(new FileArtifactStore(folder.resolve("wheels-store")).find(wheel.sha256(), wheel.size()))
                .isPresent();
        assertThat(log.lines).containsExactly("note `acme` 1.0 has changed: taken as it is now");
    }

    @ParameterizedTest
    @CsvSource({"1.0, 'numpy'", "1.1, 'six'", "none, 'six'"})
    void folderThatSaysSomethingElseIsAnotherQuestion(String version, String requires) throws IOException {
        library("1.0", "'six'", "x = 1\n");
        LockFile lock = locked();

        library(version, "'" + requires + "'", "x = 1\n");

        assertThat(answer(lock)).isEmpty();
    }

    /** The folder of the project itself: its lock file need not change when code does. */
    private void library(String version, String requires, String code) throws IOException {
        Path own = Files.createDirectories(folder.resolve("wheels/acme"));
        write(own.resolve("acme.py"), code);
        write(
                own.resolve("pyproject.toml"),
                "[project]\nname = 'acme'\nversion = '%s'\ndependencies = [%s]\n".formatted(version, requires));
        if (wheels.isEmpty()) {
            Path file = wheels().file(URI.create(own.toUri() + "."), "acme-1.0-py3-none-any.whl")
                    .orElseThrow();
            wheels.add(new Wheel(
                    NormalizedName.of("acme"),
                    "1.0",
                    "acme-1.0-py3-none-any.whl",
                    new Location(Source.LOCAL, "acme/."),
                    Sha256.of(file),
                    Files.size(file)));
        }
    }

    private LockFile locked() {
        Question question = question();
        Plan plan = Plans.of(CELL, question.declaration())
                .withContents(PlannedContents.none().withDistributions(wheels));
        LockFile resolved =
                new LockFile(Sources.of(Map.of("local", folder.resolve("wheels").toUri())), List.of(plan));
        return changing().made(resolved, List.of(question));
    }

    private Optional<Plan> answer(LockFile lock) {
        return changing().answer(question(), lock);
    }

    private ChangingArtifacts changing() {
        return new ChangingArtifacts(new FakeJars(() -> folder), wheels(), folder, log);
    }

    private static Question question() {
        ImageSpec spec = ImageSpec.plain(CELL, ImageReference.of("image:tag"))
                .with(DeclaredContents.none()
                        .withRequirements(DiskProject.requirements(List.of("acme")))
                        .withParts(DistributionParts.none()));
        return new Question(spec, SpecDigest.of(spec));
    }

    private LocalWheels wheels() {
        return wheels(folder);
    }

    /** What makes wheels of folders, and keeps them in a store of its own. */
    static LocalWheels wheels(Path folder) {
        return new LocalWheels(new FileArtifactStore(folder.resolve("wheels-store")));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

class PlanningTest {

    private static final Instant NOW = Instant.parse("2026-11-27T01:02:03.456Z");
    private static final Instant FIXED = Instant.parse("2020-01-01T00:00:00Z");

    /** What a resolution was asked. */
    private record Asked(List<Question> questions, Map<Source, URI> known, Instant created) {}

    private final List<Asked> asked = new ArrayList<>();
    private URI archive = URI.create("http://127.0.0.1/debian/");

    @TempDir
    private Path folder;

    @Test
    void everySpecIsPlannedInItsOrder() {
        List<ImageSpec> specs = specs("17", "21");

        List<PlannedImage> planned = plan(specs, Optional.empty());

        assertThat(planned).extracting(PlannedImage::spec).isEqualTo(specs);
        assertThat(planned)
                .extracting(image -> image.plan().combination())
                .containsExactly(specs.get(0).combination(), specs.get(1).combination());
        assertThat(planned)
                .extracting(PlannedImage::combination)
                .containsExactlyElementsOf(
                        specs.stream().map(ImageSpec::combination).toList());
        assertThat(planned.get(0).lock()).isEqualTo(planned.get(1).lock());
        assertThat(planned.get(0).lock().plans()).hasSize(2);
    }

    @Test
    void whatTheLockFileAnswersIsNotAskedAgain() {
        List<PlannedImage> first = plan(specs("17"), Optional.empty());

        assertThat(plan(specs("17"), Optional.empty())).isEqualTo(first);
        assertThat(asked).hasSize(1);
    }

    @Test
    void newCellIsAskedForAlone() {
        plan(specs("17"), Optional.empty());
        plan(specs("17", "21"), Optional.empty());

        assertThat(asked.get(1).questions())
                .extracting(question -> question.spec().combination().java().toString())
                .containsExactly("21");
        assertThat(asked.get(0).known()).isEmpty();
        assertThat(asked.get(1).known()).containsOnlyKeys(Source.archive("debian"));
    }

    @Test
    void imagesAreCreatedNowToTheSecond() {
        assertThat(plan(specs("17"), Optional.empty()).get(0).plan().created()).isEqualTo("2026-11-27T01:02:03Z");
    }

    @Test
    void dateThatTheProjectFixesIsThatOfTheImage() {
        plan(specs("17"), Optional.empty());

        assertThat(plan(specs("17"), Optional.of(FIXED)).get(0).plan().created())
                .isEqualTo(FIXED);
        plan(specs("21"), Optional.of(FIXED));
        assertThat(asked).extracting(Asked::created).containsExactly(Instant.parse("2026-11-27T01:02:03Z"), FIXED);
    }

    @Test
    void changedRequirementsFileIsAnotherQuestion() throws IOException {
        Path file = Files.writeString(folder.resolve("requirements.txt"), "numpy\n");
        plan(specs("17"), Optional.empty());
        Files.writeString(file, "pandas\n");
        plan(specs("17"), Optional.empty());
        plan(specs("17"), Optional.empty());

        assertThat(asked).hasSize(2);
    }

    /** What is taken from a mirror is not looked for where the lock file has it. */
    @Test
    void declaredMirrorStandsInForAPlaceOnADisk() throws IOException {
        List<ImageSpec> mirrored =
                specs(declared("17").with(Element.DEBIAN_MIRROR, List.of("http://127.0.0.1/mirror/debian/")));
        plan(specs("17"), Optional.empty());
        Path lock = folder.resolve("pyflink.lock");
        Files.writeString(lock, Files.readString(lock).replace(archive.toString(), "file:///nowhere/debian/"));

        assertThatThrownBy(() -> plan(specs("17"), Optional.empty())).hasMessageContaining("[PYF-715]");
        assertThat(plan(mirrored, Optional.empty())).hasSize(1);
        assertThat(asked).hasSize(1);
    }

    /** A page of an index may lead to any file of this machine: its path and its sum would stand in a file that is shared. */
    @Test
    void placeOnADiskThatNothingNamesIsNotLocked() {
        archive = URI.create("file:///nowhere/debian/");

        assertThatThrownBy(() -> plan(specs("17"), Optional.empty()))
                .hasMessageContainingAll(
                        "[PYF-715] `/nowhere/debian/pool/libc6.deb` was chosen from this machine's disk",
                        "(-Dpyflink.sources=any,file:/nowhere/debian/pool/)");
        assertThat(folder.resolve("pyflink.lock")).doesNotExist();
    }

    @Test
    void placeBelowTheLockFilesFolderIs() {
        archive = folder.resolve("debian").toUri();

        assertThat(plan(specs("17"), Optional.empty())).hasSize(1);
    }

    private List<ImageSpec> specs(String... javas) {
        return specs(declared(javas));
    }

    private static List<ImageSpec> specs(Declaration declaration) {
        return DeclarationReader.read(declaration, new DiskFiles(), Versions.known("2.2.1"));
    }

    private Declaration declared(String... javas) {
        return new Declaration(folder).with(Element.FLINK, List.of("2.2.1")).with(Element.JAVA, List.of(javas));
    }

    private List<PlannedImage> plan(List<ImageSpec> specs, Optional<Instant> created) {
        Request request = new Request(
                specs,
                folder.resolve("pyflink.lock"),
                false,
                folder,
                Optional.empty(),
                AcceptedSources.ANY,
                created,
                Severities.unchanged());
        return new Planning(
                        this::resolve,
                        PlanningTest::noJar,
                        ChangingFoldersTest.wheels(folder),
                        asked -> new SourceJudgement(
                                asked.lockFile(),
                                AcceptedSources.ANY,
                                () -> ConfiguredSources.of(List.of()),
                                (source, lock) -> List.of(),
                                SilentLog.INSTANCE),
                        new Planning.Circumstances(NOW, folder.resolve("turns"), SilentLog.INSTANCE))
                .plan(request);
    }

    private static FoundJar noJar(MavenCoordinates coordinates) {
        throw new AssertionError("not asked for: " + coordinates);
    }

    private LockFile resolve(List<Question> questions, LockFile older, Instant created) {
        asked.add(new Asked(questions, older.sources(), created));
        List<Plan> plans =
                questions.stream().map(question -> planOf(question, created)).toList();
        return new LockFile(Sources.of(Map.of("debian", archive)), plans);
    }

    private static Plan planOf(Question question, Instant created) {
        return Plans.of(question.spec().combination(), question.declaration())
                .createdAt(created)
                .withContents(PlannedContents.none().withDebs(List.of(deb())));
    }

    private static Deb deb() {
        return new Deb(
                "libc6",
                "2.36",
                "amd64",
                new Location(Source.archive("debian"), "pool/libc6.deb"),
                Sha256.of("libc6"),
                5);
    }
}

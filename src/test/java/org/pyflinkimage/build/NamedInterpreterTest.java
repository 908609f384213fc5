package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** A lock file has a standalone CPython that was the newest once, and is not known to the plugin by now. */
class NamedInterpreterTest {

    /** Of each line one that no fact has. */
    private static final Map<String, String> ONCE = Map.of("3.11", "3.11.2+20230116", "3.10", "3.10.16+20241219");

    private static final Pattern REMEDY = Pattern.compile("-Dpyflink\\.pythonBuild=([0-9.+]+)");
    private static final Pattern OTHER_REMEDY = Pattern.compile("-Dpyflink\\.(pip|distribution)=([a-z]+)");

    @TempDir
    private Path folder;

    private final List<Question> resolved = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"3.11, true", "3.10, true", "'3.10,3.11', true", "3.11, false", "'3.10,3.11', false"})
    void whoDoesWhatTheProblemSaysBuildsFromTheLockFile(String lines, boolean locked) throws IOException {
        Declaration declared = declared(lines);
        plan(declared, false);
        String before = Files.readString(lockFile());
        List<String> builds = said(REMEDY, refusal(declared));
        Declaration obedient = declared.with(Element.PYTHON_BUILD, builds);
        resolved.clear();

        List<PlannedImage> planned = plan(obedient, locked);

        assertThat(builds).hasSize(lines.split(",").length);
        assertThat(planned)
                .extracting(image ->
                        image.plan().contents().interpreter().orElseThrow().version())
                .containsExactlyInAnyOrderElementsOf(builds);
        assertThat(resolved).as("nothing is chosen anew").isEmpty();
        if (locked) {
            assertThat(lockFile()).as("nothing is written").hasContent(before);
        }
        assertThat(plan(obedient, true)).as("what is recorded answers too").isEqualTo(planned);
    }

    /** One of two names answers one of two cells. */
    @Test
    void cellWhoseBuildIsNotNamedIsStillRefused() {
        Declaration declared = declared("3.10,3.11");
        plan(declared, false);

        assertThat(refusal(declared.with(Element.PYTHON_BUILD, List.of(ONCE.get("3.10")))))
                .contains(
                        "[PYF-753]",
                        "of Flink 2.0.0, Java 17, Python 3.11,",
                        "-Dpyflink.pythonBuild=" + ONCE.get("3.11"))
                .doesNotContain("-Dpyflink.pythonBuild=" + ONCE.get("3.10"));
    }

    @Test
    void otherBuildIsAnotherQuestion() {
        plan(declared("3.11"), false);

        assertThat(refusal(declared("3.11").with(Element.PYTHON_BUILD, List.of("3.11.2+20230117"))))
                .contains("[PYF-753]")
                .doesNotContain("neither declared nor known");
    }

    /** A lock file that is as old has no pip either, and both remedies together lead to it. */
    @Test
    void remediesAddUp() {
        Declaration old =
                declared("3.11").with(Element.PIP, List.of("false")).with(Element.DISTRIBUTION, List.of("none"));
        plan(old, false);
        Declaration declared = declared("3.11").with(Element.PYTHON_BUILD, List.of(ONCE.get("3.11")));

        assertThat(said(OTHER_REMEDY, refusal(declared))).containsExactly("pip", "distribution");
        assertThatExceptionOfType(PyFlinkException.class).isThrownBy(() -> plan(old, true));
        resolved.clear();
        plan(old.with(Element.PYTHON_BUILD, List.of(ONCE.get("3.11"))), true);
        assertThat(resolved).isEmpty();
    }

    private Declaration declared(String lines) {
        return new Declaration(folder)
                .with(Element.FLINK, List.of("2.0.0"))
                .with(Element.PYTHON, Arrays.asList(lines.split(",")));
    }

    private String refusal(Declaration declared) {
        PyFlinkException refused = catchThrowableOfType(PyFlinkException.class, () -> plan(declared, true));
        assertThat(refused).isNotNull();
        return String.valueOf(refused.getMessage());
    }

    private static List<String> said(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private Path lockFile() {
        return folder.resolve("pyflink.lock");
    }

    private List<PlannedImage> plan(Declaration declared, boolean locked) {
        Request request = new Request(
                DeclarationReader.read(declared, new DiskFiles(), Versions.known("2.0.0")),
                lockFile(),
                locked,
                folder,
                Optional.empty(),
                AcceptedSources.ANY,
                Optional.empty(),
                Severities.unchanged());
        return new Planning(
                        this::resolve,
                        NamedInterpreterTest::noJar,
                        ChangingFoldersTest.wheels(folder),
                        asked -> new SourceJudgement(
                                asked.lockFile(),
                                AcceptedSources.ANY,
                                () -> ConfiguredSources.of(List.of()),
                                (source, lock) -> List.of(),
                                SilentLog.INSTANCE),
                        new Planning.Circumstances(Instant.EPOCH, folder.resolve("turns"), SilentLog.INSTANCE))
                .plan(request);
    }

    private static FoundJar noJar(MavenCoordinates coordinates) {
        throw new AssertionError("not asked for: " + coordinates);
    }

    private LockFile resolve(List<Question> questions, LockFile older, Instant created) {
        resolved.addAll(questions);
        return new LockFile(
                Sources.of(Map.of(
                        "debian",
                        URI.create("http://127.0.0.1/debian/"),
                        "cpython",
                        URI.create("http://127.0.0.1/p/"))),
                questions.stream()
                        .map(question -> planOf(question).createdAt(created))
                        .toList());
    }

    private static Plan planOf(Question question) {
        Combination cell = question.spec().combination();
        StandaloneBuild build =
                StandaloneBuild.parse(ONCE.get(cell.python().toString())).orElseThrow();
        StandaloneFile file = new StandaloneFile(build, cell.platform());
        Location place = new Location(Source.CPYTHON, Interpreter.pathsOf(file).get(0));
        Location pool = new Location(Source.archive("debian"), "pool/libc6.deb");
        return new Plan(
                cell,
                question.declaration(),
                Instant.EPOCH,
                new SystemVersions(SuiteName.parse("bookworm"), new GlibcVersion(36), build.version()),
                PlannedContents.none()
                        .withDebs(List.of(new Deb("libc6", "2.36", "amd64", pool, Sha256.of("libc6"), 5)))
                        .with(Optional.of(new Interpreter(file, place, Sha256.of(build.toString()), 1))));
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class SourceJudgementTest {

    private static final PlacesToday NOWHERE = (source, lock) -> List.of();

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();

    @Test
    void filesBelowTheLockFilesFolderAreTaken() throws IOException {
        Files.createDirectories(folder.resolve("wheels"));
        Files.writeString(folder.resolve("wheels/x.deb"), "x");

        judge(true, List.of(), folder.resolve("wheels").toUri());
        judge(false, List.of(), folder.resolve("not/there").toUri());

        assertThat(log.lines).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/dev/", "/etc/", "/", "/nowhere/"})
    void filesElsewhereAreNot(String place) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(true, List.of(), URI.create("file://" + place)))
                .withMessageContainingAll(
                        "[PYF-715] `pyflink.lock` takes `" + place + "x.deb` from this machine's disk",
                        "-Dpyflink.sources");
    }

    /** Whoever takes from any host shall not have to refuse some for the sake of a folder. */
    @ParameterizedTest
    @CsvSource({"true, any", "false, configured"})
    void remedyKeepsWhatIsSaidOfHosts(boolean any, String word) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(any, List.of(), URI.create("file:///nowhere/")))
                .withMessageContaining("(-Dpyflink.sources=" + word + ",file:/nowhere/)");
    }

    @Test
    void wayUpFromTheFolderIsNoWayBelowIt() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(true, List.of(), URI.create(folder.toUri() + "../")))
                .withMessageContaining("[PYF-715]");
    }

    @Test
    void folderThatOnlyBeginsLikeTheRightOneIsAnother() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(
                        true, List.of(), URI.create(folder.toUri().toString().replaceFirst("/$", "-other/"))))
                .withMessageContaining("[PYF-715]");
    }

    @Test
    void linkThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x.deb"), "secret");
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve("wheels"), elsewhere);

        SourceJudgement judgement = new SourceJudgement(
                project.resolve("pyflink.lock"),
                AcceptedSources.ANY,
                () -> ConfiguredSources.of(List.of()),
                NOWHERE,
                log);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> require(judgement, project.resolve("wheels").toUri() + "/"))
                .withMessageContainingAll("[PYF-715]", "a link on the way to it leads out of the folder")
                .withMessageNotContaining("-Dpyflink.sources");
    }

    /** To name the folder would not help: it is named. */
    @Test
    void chosenLinkInANamedFolderIsToldAsThat() throws IOException {
        Path wheels = Files.createDirectories(folder.resolve("wheels"));
        SourceJudgement judgement = ofNamedFolderWithLink(wheels);
        LockFile lock = lock(wheels.toUri().toString());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judgement.requireChosenOnDisk(lock, List.of(deb())))
                .withMessageContainingAll(
                        "[PYF-715] `" + wheels.resolve("x.deb") + "` was chosen from this machine's disk",
                        "a link on the way to it leads out of the folder")
                .withMessageNotContaining("-Dpyflink.sources")
                .withMessageNotContaining("lock file from version control");
    }

    /** Before it is read, and so by its address alone. */
    @Test
    void whatAPageLeadsToElsewhereOnDiskIsRefused() throws IOException {
        SourceJudgement judgement = new SourceJudgement(
                folder.resolve("project/pyflink.lock"),
                AcceptedSources.ANY,
                () -> ConfiguredSources.of(List.of(folder.resolve("wheels").toUri())),
                NOWHERE,
                log);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judgement.requireChosenAt(
                        folder.resolve("elsewhere/x.whl").toUri()))
                .withMessageContainingAll(
                        "[PYF-715] `" + folder.resolve("elsewhere/x.whl"), "an index's page leads there");
        assertThatCode(() -> {
                    judgement.requireChosenAt(folder.resolve("wheels/x.whl").toUri());
                    judgement.requireChosenAt(
                            folder.resolve("project/lib/x.whl").toUri());
                    judgement.requireChosenAt(URI.create("https://example.com/x.whl"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void linkThatLeadsOutOfADeclaredFolderIsToldAsThat() throws IOException {
        Path wheels = Files.createDirectories(folder.resolve("wheels"));
        SourceJudgement judgement = ofNamedFolderWithLink(wheels);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> require(judgement, wheels.toUri().toString()))
                .withMessageContainingAll("[PYF-715]", "a link on the way to it leads out of the folder");
    }

    private SourceJudgement ofNamedFolderWithLink(Path wheels) throws IOException {
        Files.createSymbolicLink(wheels.resolve("x.deb"), Files.writeString(folder.resolve("elsewhere.deb"), "secret"));
        return new SourceJudgement(
                folder.resolve("project/pyflink.lock"),
                AcceptedSources.ANY,
                () -> ConfiguredSources.of(List.of(wheels.toUri())),
                NOWHERE,
                log);
    }

    /** It cannot be read either, and that is told then: it leads nowhere, not out. */
    @Test
    void linkThatLeadsToItselfIsNotToldAsOneThatLeadsOut() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve("wheels"), Path.of("wheels"));
        SourceJudgement judgement = new SourceJudgement(
                project.resolve("pyflink.lock"),
                AcceptedSources.ANY,
                () -> ConfiguredSources.of(List.of()),
                NOWHERE,
                log);

        assertThatNoException()
                .isThrownBy(() -> require(judgement, project.resolve("wheels").toUri() + "/"));
    }

    /** A command line with the new place alone would take the declared ones away. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            file:///nowhere/        | any,file:/srv/wheels/,https://files.example.com/,file:/nowhere/        | any
            file:///nowhere/        | configured,file:/srv/wheels/,https://files.example.com/,file:/nowhere/ | configured
            http://127.0.0.1:8/x/   | configured,file:/srv/wheels/,https://files.example.com/,http://127.0.0.1:8/ | configured
            """)
    void remedyKeepsWhatIsDeclared(URI base, String all, String word) {
        AcceptedSources declared =
                AcceptedSources.parse(List.of(word, "file:/srv/wheels/", "https://me:secret@files.example.com/"));
        SourceJudgement judgement = new SourceJudgement(
                folder.resolve("pyflink.lock"), declared, () -> ConfiguredSources.of(declared.further()), NOWHERE, log);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> require(judgement, base.toString()))
                .withMessageContaining("`<sources>%1$s</sources>` (-Dpyflink.sources=%1$s)".formatted(all))
                .withMessageNotContaining("secret");
    }

    @Test
    void configuredFoldersAndFilesAreTaken() {
        judge(true, List.of(URI.create("file:///srv/wheels/")), URI.create("file:///srv/wheels/a/"));
        judge(true, List.of(URI.create("file:///srv/x.deb")), URI.create("file:///srv/"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(true, List.of(URI.create("file:///")), URI.create("file:///srv/")))
                .as("a whole disk")
                .withMessageContaining("[PYF-715]");
    }

    @Test
    void hostsThatNobodyNamesAreTold() {
        judge(true, List.of(URI.create("http://127.0.0.1:9/simple/")), URI.create("http://127.0.0.1:8/debian/"));

        assertThat(log.lines)
                .singleElement()
                .asString()
                .contains("pyflink.lock", "`debian` is at `127.0.0.1:8`", "sums");
    }

    @Test
    void hostsThatNobodyNamesAreRefusedWhereThatIsAskedFor() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(
                        false, List.of(URI.create("http://127.0.0.1:9/")), URI.create("http://127.0.0.1:8/debian/")))
                .withMessageContainingAll(
                        "[PYF-716] `debian` is at `127.0.0.1:8`", "-Dpyflink.sources=configured,http://127.0.0.1:8/");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8/other/, http://127.0.0.1:8/debian/",
        "http://user:password@127.0.0.1:8/, http://127.0.0.1:8/debian/",
        "https://example.com/simple/, https://EXAMPLE.com:443/files/"
    })
    void hostsThatAreNamedAreTaken(String named, String address) {
        judge(false, List.of(URI.create(named)), URI.create(address));

        assertThat(log.lines).isEmpty();
    }

    /** What the plugin would name by itself, nobody has to declare. */
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8/elsewhere/, true",
        "http://127.0.0.1:7/debian/, false",
        "https://127.0.0.1:8/debian/, false"
    })
    void hostsThatThisBuildWouldNameAreTaken(URI today, boolean taken) {
        List<Source> asked = new ArrayList<>();
        SourceJudgement judgement = judgement((source, lock) -> {
            asked.add(source);
            return List.of(today);
        });

        if (taken) {
            require(judgement, "http://127.0.0.1:8/debian/");
        } else {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> require(judgement, "http://127.0.0.1:8/debian/"))
                    .withMessageContaining("[PYF-716]");
        }
        assertThat(asked).containsExactly(Source.archive("debian"));
    }

    @Test
    void whoCannotBeAskedNamesNothing() {
        SourceJudgement judgement = judgement((source, lock) -> {
            throw Problem.environment("PYF-301", "the registry is away").toException();
        });

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> require(judgement, "http://127.0.0.1:8/debian/"))
                .withMessageContaining("[PYF-716]")
                .withMessageContaining("the registry is away");
    }

    @Test
    void interruptionIsNoUnnamedHost() {
        SourceJudgement judgement = judgement((source, lock) -> {
            throw Problem.environment("PYF-521", "interrupted").toException();
        });

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> require(judgement, "http://127.0.0.1:8/debian/"))
                .withMessageContaining("[PYF-521]");
    }

    /** A machine without a network is asked for nothing where any host will do. */
    @Test
    void nobodyIsAskedWhereAnyHostIsTaken() {
        PlacesToday nobody = (source, lock) -> {
            throw new AssertionError(source);
        };

        require(
                new SourceJudgement(
                        folder.resolve("pyflink.lock"),
                        AcceptedSources.ANY,
                        () -> ConfiguredSources.of(List.of()),
                        nobody,
                        log),
                "http://127.0.0.1:8/debian/");
    }

    private SourceJudgement judgement(PlacesToday today) {
        return new SourceJudgement(
                folder.resolve("pyflink.lock"),
                new AcceptedSources(false, List.of()),
                () -> ConfiguredSources.of(List.of()),
                today,
                log);
    }

    @Test
    void hostByAnotherSchemeIsAnother() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judge(
                        false, List.of(URI.create("https://example.com/")), URI.create("http://example.com/debian/")))
                .withMessageContaining("[PYF-716]");
    }

    @Test
    void filesOnDiskAreLookedAtAlone() {
        SourceJudgement judgement = judgement(false, List.of());
        LockedArtifact deb = deb();
        LockFile web = lock("http://127.0.0.1:8/debian/");
        LockFile disk = lock("file:///proc/");

        judgement.requireOnDisk(web, List.of(deb));
        judgement.requireOnDisk(LockFile.empty(), List.of(deb));
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> judgement.requireOnDisk(disk, List.of(deb)))
                .withMessageContaining("[PYF-715] `pyflink.lock` takes `/proc/x.deb`");
    }

    @Test
    void jarsAreMavensMatter() {
        MavenCoordinates coordinates = MavenCoordinates.parse("org.example:x:1").orElseThrow();
        Jar jar = new Jar(coordinates, new Location(Source.MAVEN, coordinates.path()), Sha256.of("x"), 1);

        judgement(false, List.of()).require(LockFile.empty(), Set.of(jar));
    }

    private void judge(boolean any, List<URI> configured, URI base) {
        require(judgement(any, configured), base.toString());
    }

    private SourceJudgement judgement(boolean any, List<URI> configured) {
        return new SourceJudgement(
                folder.resolve("pyflink.lock"),
                new AcceptedSources(any, List.of()),
                () -> ConfiguredSources.of(configured),
                NOWHERE,
                log);
    }

    private static void require(SourceJudgement judgement, String base) {
        judgement.require(lock(base.endsWith("/") ? base : base + "/"), new LinkedHashSet<>(List.of(deb())));
    }

    private static LockFile lock(String base) {
        return new LockFile(Sources.of(Map.of("debian", URI.create(base))), List.of());
    }

    private static LockedArtifact deb() {
        return new Deb("x", "1", "all", new Location(Source.archive("debian"), "x.deb"), Sha256.of("x"), 1);
    }
}

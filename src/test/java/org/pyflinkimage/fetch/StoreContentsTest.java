package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** What a store says that it keeps, and when that was used. */
class StoreContentsTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final Sha256 SUM = Sha256.of(BYTES);
    private final Instant now = Instant.now();

    @TempDir
    private Path folder;

    private Path artifact;
    private Path derived;

    @BeforeEach
    void fill() {
        artifact = store().put(SUM, BYTES.length, file -> Files.write(file, BYTES));
        derived = store().derived("deb", "key", file -> Files.writeString(file, "derived"));
    }

    @Test
    void filesAreListedByKindAndName() {
        assertThat(store().contents())
                .extracting(file -> "%s %s %s".formatted(file.kind(), file.name(), file.size()))
                .containsExactly("sha256 %s 3".formatted(SUM.hex()), "derived/deb key 7");
    }

    @Test
    void whatIsUnfinishedIsListedToo() throws IOException {
        Files.writeString(folder.resolve("temporary/one.unfinished"), "x");

        assertThat(store().contents()).extracting(KeptFile::kind).contains("temporary");
    }

    /** An image that a daemon was saving is as large as any. */
    @Test
    void whatAKilledBuildWasWorkingOnIsListedToo() throws IOException {
        Path work = Files.createDirectories(folder.resolve("temporary/pyflink-scratch-7/content"));
        Files.writeString(work.resolve("image.tar"), "12345");
        Files.writeString(work.resolveSibling("turn"), "");
        Path another = Files.createDirectories(folder.resolve("temporary/thesis/content"));
        Files.writeString(another.resolve("image.tar"), "");

        assertThat(store().contents())
                .filteredOn(file -> file.kind().equals("temporary"))
                .extracting(file -> file.name() + " " + file.size())
                .containsExactly("image.tar 5");
    }

    /** Whoever names his home as the store is to lose nothing of it. */
    @Test
    void filesThatNoStorePutThereAreNone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "");
        Files.writeString(folder.resolve("sha256/thesis.txt"), "");
        Files.writeString(artifact.resolveSibling("thesis.txt"), "");
        Files.writeString(folder.resolve("temporary/thesis.txt"), "");
        Files.createDirectories(folder.resolve("derived/deb/folder"));
        Files.writeString(folder.resolve("derived/deb/folder/thesis.txt"), "");
        Files.writeString(folder.resolve("derived/thesis.txt"), "");

        assertThat(store().contents()).extracting(KeptFile::file).containsExactly(artifact, derived);
    }

    @Test
    void foldersOfOthersBesideAreNone() throws IOException {
        Files.createDirectories(folder.resolve("derived/tables"));
        Files.writeString(folder.resolve("derived/tables/thesis.csv"), "");

        assertThat(store().contents()).extracting(KeptFile::file).containsExactly(artifact, derived);
    }

    @ParameterizedTest
    @ValueSource(strings = {"derived/wheel", "sha256/aa", "temporary"})
    void foldersBehindLinksAreNone(String place) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("key"), "");
        Files.writeString(elsewhere.resolve("a".repeat(64)), "");
        Files.writeString(elsewhere.resolve("one.unfinished"), "");
        Files.deleteIfExists(folder.resolve(place));
        Files.createSymbolicLink(folder.resolve(place), elsewhere);

        assertThat(store().contents()).extracting(KeptFile::file).containsExactly(artifact, derived);
    }

    @Test
    void linkToAFileElsewhereIsNone() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
        Files.createSymbolicLink(derived.resolveSibling("link"), elsewhere);

        assertThat(store().contents()).extracting(KeptFile::file).containsExactly(artifact, derived);
    }

    @Test
    void folderThatIsNotThereKeepsNothing() {
        assertThat(new FileArtifactStore(folder.resolve("none")).contents()).isEmpty();
    }

    @Test
    void storeThatIsAFileIsAProblem() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new FileArtifactStore(artifact).contents())
                .withMessageContaining("[PYF-538]");
    }

    @ParameterizedTest
    @CsvSource({"find", "put", "derived", "findDerived"})
    void usedIsWhatWasFoundOrMade(String way) throws IOException {
        age(Duration.ofDays(3));
        FileArtifactStore store = store();

        Path file = use(store, way);

        assertThat(store.used()).containsExactly(file);
        assertThat(lastUse(file)).isAfterOrEqualTo(now.minusSeconds(5));
        assertThat(lastUse(file.equals(artifact) ? derived : artifact)).isBefore(now.minus(Duration.ofDays(2)));
    }

    /** A build that changes nothing writes almost nothing. */
    @Test
    void useOfTheLastHourIsNotNotedAnew() throws IOException {
        age(Duration.ofMinutes(50));
        Instant before = lastUse(artifact);
        FileArtifactStore store = store();

        use(store, "find");

        assertThat(lastUse(artifact)).isEqualTo(before);
        assertThat(store.used()).containsExactly(artifact);
    }

    @Test
    void useIsNotedOncePerBuild() throws IOException {
        FileArtifactStore store = store();
        use(store, "find");
        age(Duration.ofDays(3));

        use(store, "find");

        assertThat(lastUse(artifact)).isBefore(now.minus(Duration.ofDays(2)));
    }

    @Test
    void useThatCannotBeNotedIsNoError() {
        LastUse lastUse = new LastUse();

        assertThat(lastUse.mark(folder.resolve("none"))).isEqualTo(folder.resolve("none"));
        assertThat(lastUse.mark(Path.of("/proc/version"))).isEqualTo(Path.of("/proc/version"));
    }

    @Test
    void lookingAndVerifyingIsNoUse() {
        FileArtifactStore store = store();

        store.contents();
        store.verify(artifact, SUM);
        store.find(SUM);

        assertThat(store.used()).isEmpty();
    }

    private Path use(ArtifactStore store, String way) {
        return switch (way) {
            case "find" -> store.find(SUM, BYTES.length).orElseThrow();
            case "put" -> store.put(SUM, BYTES.length, file -> Files.write(file, BYTES));
            case "derived" -> store.derived("deb", "key", file -> Files.writeString(file, "other"));
            default -> store.findDerived("deb", "key").orElseThrow();
        };
    }

    private void age(Duration age) throws IOException {
        Files.setLastModifiedTime(artifact, FileTime.from(now.minus(age)));
        Files.setLastModifiedTime(derived, FileTime.from(now.minus(age)));
    }

    private static Instant lastUse(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private FileArtifactStore store() {
        return new FileArtifactStore(folder);
    }
}

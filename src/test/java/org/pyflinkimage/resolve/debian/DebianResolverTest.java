package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class DebianResolverTest {

    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    /** The wanted packages of bookworm, which all of the fixtures must have. */
    private static final String[] BOOKWORM = wanted("3.11", "17", "python3-distutils");

    @TempDir
    private Path folder;

    private FakeArchive archive;
    private final List<Problem> warnings = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        archive = new FakeArchive();
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    @Test
    void suiteIsTheOneThatHasPythonAndJava() throws IOException {
        bookworm();

        DebianResolution resolution = resolve("17", "3.11", mirror());

        assertThat(resolution.system().suite()).hasToString("bookworm");
        assertThat(resolution.system().glibc()).hasToString("2.36");
        assertThat(resolution.system().python()).hasToString("3.11.2");
        assertThat(resolution.debs())
                .extracting(Deb::name)
                .contains("openjdk-17-jre-headless", "python3.11", "libpython3.11", "libc6", "tini")
                .isSorted();
        Deb python = deb(resolution, "python3.11");
        assertThat(python.version()).isEqualTo("3.11.2-6+deb12u1");
        assertThat(python.location().source()).hasToString("debian");
        assertThat(resolution
                        .sources()
                        .get(Source.archive("debian"))
                        .resolve(python.location().path()))
                .isEqualTo(archive.address("debian/pool/python3.11_1:1%20x.deb"));
    }

    @Test
    void securitySuiteWins() throws IOException {
        bookworm();
        archive.suite("debian-security", "bookworm-security")
                .index("main", ".xz", stanza("libc6", "2.36-9+deb12u9"), stanza("bash", "0.1"))
                .publish();

        DebianResolution resolution = resolve("17", "3.11", mirror());

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-9+deb12u9");
        assertThat(deb(resolution, "libc6").location().source()).hasToString("debian-security");
        assertThat(deb(resolution, "bash").version()).isEqualTo("1");
        assertThat(resolution.sources())
                .containsEntry(Source.securityArchive("debian"), archive.address("debian-security/"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void missingSecuritySuiteIsAWarning() throws IOException {
        bookworm();

        resolve("17", "3.11", mirror());

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(warning.toText()).contains("[PYF-310]", "bookworm", "<debianSecurityMirror>");
        });
    }

    @Test
    void guessedSecurityArchiveNeedNotAnswer() throws IOException {
        bookworm();
        archive.refuse("/debian-security/");

        assertThat(resolve("17", "3.11", mirror()).debs()).isNotEmpty();
        assertThat(warnings).singleElement().extracting(Problem::code).isEqualTo("PYF-310");
    }

    @Test
    void declaredSecurityArchiveMustAnswer() throws IOException {
        bookworm();
        archive.refuse("/debian-security/");
        Hints hints = new Hints(
                Optional.of(archive.address("debian")),
                Optional.of(archive.address("debian-security")),
                Optional.empty(),
                Optional.empty());

        assertProblem("PYF-599", "17", "3.11", hints);
    }

    @Test
    void changedSecurityIndexIsRefusedThoughItsArchiveWasGuessed() throws IOException {
        bookworm();
        archive.suite("debian-security", "bookworm-security")
                .index("main", ".xz", stanza("libc6", "2.36-10"))
                .publish();
        archive.put("/debian-security/dists/bookworm-security/main/binary-amd64/Packages.xz", new byte[7]);

        assertProblem("PYF-304", "17", "3.11", mirror());
    }

    @Test
    void updatesSuiteIsPartOfTheArchive() throws IOException {
        bookworm();
        archive.suite("debian", "bookworm-updates")
                .index("main", ".gz", stanza("tzdata", "2"))
                .publish();

        assertThat(deb(resolve("17", "3.11", mirror()), "tzdata").version()).isEqualTo("2");
    }

    @Test
    void securityArchiveCanBeDeclared() throws IOException {
        bookworm();
        archive.suite("elsewhere", "bookworm-security")
                .index("main", "", stanza("libc6", "2.36-10"))
                .publish();
        Hints hints = new Hints(
                Optional.of(archive.address("debian")),
                Optional.of(archive.address("elsewhere")),
                Optional.empty(),
                Optional.empty());

        DebianResolution resolution = resolve("17", "3.11", hints);

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-10");
    }

    @Test
    void internalArchiveIsBelievedByADeclaredKeyring(@TempDir Path folder) throws IOException {
        bookworm();
        Path keyring = Files.write(folder.resolve("keys.gpg"), archive.key.publicKey());
        Hints hints = new Hints(
                Optional.of(archive.address("debian")), Optional.empty(), Optional.of(keyring), Optional.empty());
        DebianResolver shipped = resolver(AptSources.none(), Keyring.shipped());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> shipped.resolve(combination("17", "3.11"), mirror()))
                .withMessageContainingAll("[PYF-303]", "<debianKeyring>", "-Dpyflink.debianKeyring");
        assertThat(shipped.resolve(combination("17", "3.11"), hints).debs()).isNotEmpty();
    }

    @Test
    void indexIsTakenByItsSumWhereTheArchiveHasItSo() throws IOException {
        archive.suite("debian", "bookworm")
                .byHash()
                .index("main", ".xz", BOOKWORM)
                .publish();

        resolve("17", "3.11", mirror());

        assertThat(archive.asked("/Packages.xz")).isEmpty();
        assertThat(archive.asked).anyMatch(path -> path.contains("/by-hash/SHA256/"));
    }

    @Test
    void indexIsTakenByItsNameWhereNothingLiesUnderItsSum() throws IOException {
        archive.suite("debian", "bookworm")
                .field("Acquire-By-Hash: yes")
                .index("main", ".xz", BOOKWORM)
                .publish();

        assertThat(resolve("17", "3.11", mirror()).debs()).isNotEmpty();
    }

    @Test
    void combinationsOfOneSuiteReadItOnce() throws IOException {
        bookworm();
        DebianResolver resolver = resolver(AptSources.none(), archive.key.keyring());

        DebianResolution first = resolver.resolve(combination("17", "3.11"), mirror());
        DebianResolution second = resolver.resolve(combination("17", "3.11"), mirror());

        assertThat(second).isEqualTo(first);
        assertThat(archive.asked("/bookworm/InRelease")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3.12, 17, noble", "3.10, 8, jammy"})
    void ubuntuIsReadByTheSameCode(String python, String java, String suite) throws IOException {
        String[] packages = wanted(python, java, "python3-distutils");
        archive.suite("ubuntu", suite)
                .index("main", ".xz", packages)
                .index("universe", ".gz", stanza("tini", "1.5"))
                .publish();
        archive.suite("ubuntu", suite + "-security")
                .field("Codename: " + suite + "\nSuite: " + suite + "-security")
                .index("main", ".xz", stanza("bash", "2"))
                .index("universe", ".xz", stanza("other", "2"))
                .publish();

        DebianResolution resolution = resolve(
                java,
                python,
                new Hints(
                        Optional.of(archive.address("ubuntu/")), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(resolution.system().suite()).hasToString(suite);
        assertThat(deb(resolution, "tini").version()).isEqualTo("1.5");
        assertThat(deb(resolution, "bash").version()).isEqualTo("2");
        assertThat(resolution.sources()).containsOnlyKeys(Source.archive("ubuntu"));
    }

    @Test
    void archivesOfTheMachineAreTakenWhateverItsRelease() throws IOException {
        bookworm();
        archive.suite("s", "bookworm-security")
                .index("main", ".xz", stanza("libc6", "2.36-11"))
                .publish();
        AptSources apt = apt("deb [check-valid-until=no] %s trixie main\ndeb %s trixie-security main\n"
                .formatted(archive.address("debian"), archive.address("s")));

        DebianResolution resolution =
                resolver(apt, archive.key.keyring()).resolve(combination("17", "3.11"), Hints.none());

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-11");
    }

    @Test
    void keyThatTheMachineBelievesIsBelieved() throws IOException {
        bookworm();
        Path keys = Files.write(folder.resolve("k.asc"), archive.key.publicKey());
        AptSources apt = apt("deb [signed-by=%s] %s bookworm main\n".formatted(keys, archive.address("debian")));

        DebianResolution resolution = resolver(apt, Keyring.shipped()).resolve(combination("17", "3.11"), Hints.none());

        assertThat(resolution.debs()).isNotEmpty();
    }

    @Test
    void keyWrittenOutInTheAptSourcesIsBelieved() throws IOException {
        bookworm();
        String armor = new String(archive.key.publicKey(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.isBlank() ? " ." : " " + line)
                .reduce("", (text, line) -> text + line + "\n");
        List<AptSource> sources =
                AptSources.parseStanzas("Types: deb\nURIs: %s\nSuites: bookworm\nComponents: main\nSigned-By:\n%s"
                        .formatted(archive.address("debian"), armor));

        DebianResolution resolution =
                resolver(new AptSources(sources), Keyring.shipped()).resolve(combination("17", "3.11"), Hints.none());

        assertThat(resolution.debs()).isNotEmpty();
    }

    @Test
    void withoutAnyArchiveTheProblemSaysWhatToSet() {
        assertProblem("PYF-301", "17", "3.11", Hints.none())
                .withMessageContaining("`<debianMirror>` (-Dpyflink.debianMirror)")
                .withMessageContaining("<debianSecurityMirror>");
    }

    @Test
    void impossibleCombinationListsWhatTheArchiveHas() throws IOException {
        bookworm();

        assertProblem("PYF-302", "8", "3.11", mirror())
                .withMessageContaining("within reach: Debian bookworm: Python 3.11 with Java 17")
                .withMessageNotContaining("trixie");
    }

    @Test
    void combinationOfAnotherFamilyNamesTheSuiteThatHasIt() throws IOException {
        AptSources apt = apt("deb %s bookworm main\n".formatted(archive.address("debian")));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolver(apt, archive.key.keyring()).resolve(combination("17", "3.12"), Hints.none()))
                .withMessageContaining("[PYF-302]")
                .withMessageContaining("Ubuntu noble");
    }

    @Test
    void signatureOfAnotherKeyIsRefused() throws IOException {
        archive.suite("debian", "bookworm").index("main", ".xz", BOOKWORM).publish(SigningKey.generate());

        assertProblem("PYF-303", "17", "3.11", mirror());
    }

    @Test
    void changedReleaseFileIsRefused() throws IOException {
        bookworm();
        String path = "/debian/dists/bookworm/InRelease";
        String changed = new String(archive.get(path), StandardCharsets.UTF_8).replace("Codename: ", "Codename:  ");
        archive.put(path, changed.getBytes(StandardCharsets.UTF_8));

        assertProblem("PYF-303", "17", "3.11", mirror()).withMessageContaining("is wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 200})
    void truncatedReleaseFileIsRefused(int missing) throws IOException {
        bookworm();
        String path = "/debian/dists/bookworm/InRelease";
        byte[] whole = archive.get(path);
        archive.put(path, Arrays.copyOf(whole, missing == 0 ? 0 : whole.length - 20 - missing));

        assertProblem("PYF-307", "17", "3.11", mirror());
    }

    @Test
    void changedIndexIsRefused() throws IOException {
        bookworm();
        String path = "/debian/dists/bookworm/main/binary-amd64/Packages.xz";
        byte[] changed = archive.get(path).clone();
        changed[changed.length / 2] ^= 1;
        archive.put(path, changed);

        assertProblem("PYF-304", "17", "3.11", mirror()).withMessageContaining("wanted " + changed.length + " bytes");
    }

    @Test
    void truncatedIndexIsRefused() throws IOException {
        bookworm();
        String path = "/debian/dists/bookworm/main/binary-amd64/Packages.xz";
        archive.put(path, Arrays.copyOf(archive.get(path), 100));

        assertProblem("PYF-304", "17", "3.11", mirror()).withMessageContaining("received 100 bytes");
    }

    @Test
    void expiredReleaseFileIsRefused() throws IOException {
        archive.suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2026 23:59:59 UTC")
                .index("main", ".xz", BOOKWORM)
                .publish();

        assertProblem("PYF-305", "17", "3.11", mirror()).withMessageContaining("2026-11-24T23:59:59Z");
    }

    @Test
    void releaseFileHoldsToItsLastSecond() throws IOException {
        archive.suite("debian", "bookworm")
                .field("Valid-Until: Wed, 25 Nov 2026 00:00:00 UTC")
                .index("main", ".xz", BOOKWORM)
                .publish();

        assertThat(resolve("17", "3.11", mirror()).debs()).isNotEmpty();
    }

    @Test
    void aptSourceMayAllowAnExpiredReleaseFile() throws IOException {
        archive.suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2020 23:59:59 UTC")
                .index("main", ".xz", BOOKWORM)
                .publish();
        AptSources apt = apt("deb [check-valid-until=no] %s bookworm main\n".formatted(archive.address("debian")));

        assertThat(resolver(apt, archive.key.keyring())
                        .resolve(combination("17", "3.11"), Hints.none())
                        .debs())
                .isNotEmpty();
    }

    @Test
    void missingSuiteIsNamed() {
        assertProblem("PYF-306", "17", "3.11", mirror())
                .withMessageContaining("`bookworm`")
                .withMessageContaining("<debianMirror>");
    }

    @Test
    void otherSuiteInItsPlaceIsRefused() throws IOException {
        archive.suite("debian", "bookworm")
                .field("Codename: bullseye\nSuite: oldstable")
                .index("main", ".xz", BOOKWORM)
                .publish();

        assertProblem("PYF-307", "17", "3.11", mirror()).withMessageContaining("bullseye");
    }

    @Test
    void missingArchitectureIsNamed() throws IOException {
        bookworm();
        Combination arm = new Combination(
                FlinkVersion.parse("2.2.1").orElseThrow(),
                new JavaVersion(17),
                new PythonMinor(11),
                Platform.LINUX_ARM64);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(
                        () -> resolver(AptSources.none(), archive.key.keyring()).resolve(arm, mirror()))
                .withMessageContaining("[PYF-306]")
                .withMessageContaining("arm64");
    }

    @Test
    void missingPackageIsNamed() throws IOException {
        archive.suite("debian", "bookworm")
                .index(
                        "main",
                        ".xz",
                        Stream.of(BOOKWORM)
                                .filter(text -> !text.startsWith("Package: tini\n"))
                                .toArray(String[]::new))
                .publish();

        assertProblem("PYF-308", "17", "3.11", mirror()).withMessageContaining("`tini`");
    }

    @Test
    void aLoginIsKeptOutOfTheSources() throws IOException {
        bookworm();
        archive.suite("debian-security", "bookworm-security")
                .index("main", ".xz", stanza("libc6", "2.36-10"))
                .publish();
        AptSources apt = apt("deb %s bookworm main\n".formatted(withLogin("debian")));

        assertThat(List.of(
                        resolve("17", "3.11", mirrorWithLogin()).sources(),
                        resolver(apt, archive.key.keyring())
                                .resolve(combination("17", "3.11"), Hints.none())
                                .sources()))
                .allSatisfy(sources -> assertThat(sources)
                        .containsEntry(Source.archive("debian"), archive.address("debian/"))
                        .containsEntry(Source.securityArchive("debian"), archive.address("debian-security/")));
    }

    @Test
    void aLoginIsKeptOutOfMessages() throws IOException {
        assertLoginUnseen("PYF-306");

        archive.suite("debian", "bookworm").index("main", ".xz", BOOKWORM).publish(SigningKey.generate());
        assertLoginUnseen("PYF-303");

        archive.put("/debian/dists/bookworm/InRelease", "<html>".getBytes(StandardCharsets.UTF_8));
        assertLoginUnseen("PYF-307");

        archive.suite("debian", "bookworm").field("Codename: bullseye").publish();
        assertLoginUnseen("PYF-307");

        archive.suite("debian", "bookworm").publish();
        assertLoginUnseen("PYF-306");

        archive.suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2026 23:59:59 UTC")
                .index("main", ".xz", BOOKWORM)
                .publish();
        assertLoginUnseen("PYF-305");

        bookworm();
        archive.put("/debian/dists/bookworm/main/binary-amd64/Packages.xz", new byte[7]);
        assertLoginUnseen("PYF-304");
    }

    @Test
    void loginsOfArchivesAreKnownToTheTransport() {
        AptSources apt = apt("deb http://you@127.0.0.1/apt bookworm main\n");
        Hints hints = new Hints(
                Optional.of(URI.create("http://me:a@127.0.0.1/m")),
                Optional.of(URI.create("http://me:b@127.0.0.1/s")),
                Optional.empty(),
                Optional.empty());

        assertThat(DebianSurroundings.addresses(List.of(Hints.none(), hints), apt))
                .extracting(URI::getUserInfo)
                .containsExactly("me:a", "me:b", "you");
    }

    private void assertLoginUnseen(String code) {
        assertProblem(code, "17", "3.11", mirrorWithLogin()).withMessageNotContaining("s3cret");
    }

    private Hints mirrorWithLogin() {
        return new Hints(Optional.of(withLogin("debian")), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private URI withLogin(String folder) {
        return URI.create(archive.address(folder).toString().replace("//", "//me:s3cret@"));
    }

    private ThrowableAssertAlternative<PyFlinkException> assertProblem(
            String code, String java, String python, Hints hints) {
        return assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolve(java, python, hints))
                .withMessageContaining("[" + code + "]");
    }

    private void bookworm() throws IOException {
        archive.suite("debian", "bookworm").index("main", ".xz", BOOKWORM).publish();
    }

    private Hints mirror() {
        return new Hints(Optional.of(archive.address("debian")), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private DebianResolution resolve(String java, String python, Hints hints) {
        return resolver(AptSources.none(), archive.key.keyring()).resolve(combination(java, python), hints);
    }

    private DebianResolver resolver(AptSources apt, Keyring keyring) {
        return new DebianResolver(archive, new DebianSurroundings(apt, keyring, NOW, new Warnings()));
    }

    private static AptSources apt(String lines) {
        return new AptSources(AptSources.parseLines(lines));
    }

    private static Combination combination(String java, String python) {
        return new Combination(
                FlinkVersion.parse("2.2.1").orElseThrow(),
                JavaVersion.parse(java).orElseThrow(),
                PythonMinor.parse(python).orElseThrow(),
                Platform.LINUX_AMD64);
    }

    private static Deb deb(DebianResolution resolution, String name) {
        return resolution.debs().stream()
                .filter(deb -> deb.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String[] wanted(String python, String java, String... more) {
        List<String> stanzas = new ArrayList<>();
        Stream.of(
                        "base-files base-passwd bash ca-certificates coreutils dash debianutils findutils gettext-base grep",
                        "hostname libc-bin libjemalloc2 mawk netbase python3 sed tini tzdata")
                .flatMap(names -> Stream.of(names.split(" ", -1)))
                .forEach(name -> stanzas.add(stanza(name, "1")));
        Stream.of(more).forEach(name -> stanzas.add(stanza(name, "1")));
        stanzas.add(stanza("libc6", "2.36-9+deb12u1"));
        stanzas.add(stanza("openjdk-" + java + "-jre-headless", java + ".0.1+1-1"));
        stanzas.add(stanza("python" + python, python + ".2-6+deb12u1").replace("Priority", "Depends: libc6\nPriority"));
        stanzas.add(stanza("libpython" + python, python + ".2-6+deb12u1"));
        return stanzas.toArray(String[]::new);
    }

    private static String stanza(String name, String version) {
        return "Package: %s\nVersion: %s\nArchitecture: amd64\nPriority: optional\nFilename: pool/%s_1:1 x.deb\nSize: 7\nSHA256: %s\n"
                .formatted(name, version, name, "a".repeat(64));
    }

    /** Keeps the warnings. */
    private final class Warnings implements BuildLog {
        @Override
        public void step(String what) {}

        @Override
        public void note(String message) {}

        @Override
        public void warn(Problem problem) {
            warnings.add(problem);
        }

        @Override
        public Progress progress(String task, long total) {
            return BuildLog.silent().progress(task, total);
        }
    }
}

package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.AptTexts;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** An archive on loopback, the machine that takes an operating system from it, and what is said of both. */
final class DebianScene implements AfterEachCallback {

    /** The day of all tests: a Release file may be valid until then. */
    static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    final FakeArchive archive = new FakeArchive();
    private final KeptLog log = new KeptLog();
    private List<AptSource> machine = List.of();
    private Keyring keyring = archive.key.keyring();
    private List<String> packages = List.of();
    private final Map<String, AptSetup> images = new HashMap<>();

    /** The images whose apt was asked for. */
    final List<String> askedImages = new ArrayList<>();

    private ReleaseDates seen = ReleaseDates.none();

    @Override
    public void afterEach(ExtensionContext context) {
        archive.close();
    }

    /** Publishes bookworm, with all that an image wants of it, in the folder {@code debian}. */
    DebianScene bookworm() throws IOException {
        archive.suite("debian", "bookworm")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();
        return this;
    }

    /** Publishes updates of some packages for bookworm's security. */
    DebianScene security(String folder, String... stanzas) throws IOException {
        archive.suite(folder, "bookworm-security").index("main", ".xz", stanzas).publish();
        return this;
    }

    /** Sets the machine's apt up, with the addresses of the archive's folders in the places of {@code %s}. */
    DebianScene machine(String lines, String... folders) {
        Object[] addresses = Stream.of(folders).map(archive::address).toArray();
        return machine(AptTexts.lines(lines.formatted(addresses)));
    }

    DebianScene machine(List<AptSource> sources) {
        machine = sources;
        return this;
    }

    /** From now on only the keys of the plugin are known, and not this archive's. */
    DebianScene strange() {
        keyring = Keyring.shipped();
        return this;
    }

    /** From now on only these keys are known. */
    DebianScene believing(byte[] keys) {
        keyring = Keyring.read(keys, "keys");
        return this;
    }

    /** A declaration that names the folder {@code debian}. */
    Hints mirror() {
        return hints(archive.address("debian"), Optional.empty());
    }

    Hints mirrors(String main, String security) {
        return hints(archive.address(main), Optional.of(archive.address(security)));
    }

    Hints mirrorBelieving(Path keys) {
        return new Hints(Optional.of(archive.address("debian")), Optional.empty(), Optional.of(keys), Optional.empty());
    }

    static Hints hints(URI mirror, Optional<URI> security) {
        return new Hints(Optional.of(mirror), security, Optional.empty(), Optional.empty());
    }

    /** Sets up an image's apt, by the image's name; all other images cannot be read. */
    DebianScene image(String name, AptSetup setup) {
        images.put(name, setup);
        return this;
    }

    /** From now on images are to have these packages, too. */
    DebianScene packages(String... names) {
        packages = List.of(names);
        return this;
    }

    DebianResolver resolver() {
        DebianSurroundings surroundings = new DebianSurroundings(new AptSources(machine), keyring, seen, NOW, log);
        return new DebianResolver(archive, surroundings, this::setupIn);
    }

    private AptSetup setupIn(ImageReference image, Platform platform) {
        askedImages.add(image.toString());
        return Optional.ofNullable(images.get(image.toString()))
                .orElseThrow(() -> Problem.environment("PYF-599", "`%s` is not within reach".formatted(image))
                        .why("the network is away")
                        .remedy("bring it back")
                        .toException());
    }

    /** What is chosen for Java 17 and Python 3.11, which only bookworm has. */
    DebianResolution resolve(Hints hints) {
        return resolve("17", "3.11", hints);
    }

    DebianResolution resolve(String java, String python, Hints hints) {
        return resolve(java, python, hints, DeclaredPython.any());
    }

    DebianResolution resolve(String java, String python, Hints hints, DeclaredPython whose) {
        return resolver().resolve(combination(java, python), hints, whose, packages);
    }

    ThrowableAssertAlternative<PyFlinkException> assertRefused(String code, Hints hints) {
        return assertRefused(code, combination("17", "3.11"), hints);
    }

    ThrowableAssertAlternative<PyFlinkException> assertRefused(String code, Combination combination, Hints hints) {
        return assertRefused(code, combination, hints, DeclaredPython.any());
    }

    ThrowableAssertAlternative<PyFlinkException> assertRefused(
            String code, Combination combination, Hints hints, DeclaredPython python) {
        return assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolver().resolve(combination, hints, python, packages))
                .withMessageContaining("[" + code + "]");
    }

    /** A lock file was made from a Release file of that time. */
    DebianScene seen(String suite, String date) {
        seen = new ReleaseDates(new TreeMap<>(Map.of(suite, Instant.parse(date))));
        return this;
    }

    /** Takes a suite out of the archive. */
    DebianScene without(String folder, String suite) {
        archive.remove("/%s/dists/%s/InRelease".formatted(folder, suite));
        return this;
    }

    List<Problem> warnings() {
        return log.warnings;
    }

    List<String> notes() {
        return log.notes;
    }

    static Combination combination(String java, String python) {
        return combination(java, python, Platform.LINUX_AMD64);
    }

    static Combination combination(String java, String python, Platform platform) {
        return new Combination(
                FlinkVersion.parse("2.2.1").orElseThrow(),
                JavaVersion.parse(java).orElseThrow(),
                PythonMinor.parse(python).orElseThrow(),
                platform);
    }

    static Deb deb(DebianResolution resolution, String name) {
        return resolution.debs().stream()
                .filter(deb -> deb.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The file of an archive cut off. */
    void truncate(String path, int length) {
        archive.put(path, Arrays.copyOf(archive.get(path), length));
    }
}

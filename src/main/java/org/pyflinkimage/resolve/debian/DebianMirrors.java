package org.pyflinkimage.resolve.debian;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.SuiteName.Pocket;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Platform;

/**
 * Where archives are, by the declaration or else by the machine's apt configuration. No address is known here.
 *
 * @param hints what the declaration says
 */
record DebianMirrors(ImageSpec.Hints hints, DebianSurroundings surroundings, Platform platform) {

    /** What lies beside a release, not in its place. */
    private static final Set<Pocket> NOT_MAIN = EnumSet.of(Pocket.SECURITY, Pocket.BACKPORTS);

    /** Whether the machine or the declaration names an archive that may be of this family. */
    boolean mayReach(Suite.Family family) {
        return hints.debianMirror().isPresent() || !machineSources(family).isEmpty();
    }

    /** The archive of a suite and of its updates; empty where nothing names one. */
    Optional<DebianArchive> archive(Suite suite) {
        Source source = Source.archive(suite.family().name());
        if (hints.debianMirror().isPresent()) {
            return hints.debianMirror().map(base -> ofHint(source, base));
        }
        return machineSources(suite.family()).stream()
                .filter(candidate -> !NOT_MAIN.contains(candidate.suite().pocket()))
                .min(Comparator.comparing(candidate ->
                        !candidate.suite().release().equals(suite.name().release())))
                .map(found -> ofMachine(source, found));
    }

    /** The archives that may have a suite's security updates, the likeliest first. */
    List<DebianArchive> securityArchives(Suite suite, DebianArchive archive) {
        Source security = Source.securityArchive(suite.family().name());
        if (hints.debianSecurityMirror().isPresent()) {
            return List.of(ofHint(security, hints.debianSecurityMirror().get()));
        }
        List<DebianArchive> archives = new ArrayList<>();
        machineSources(suite.family()).stream()
                .filter(candidate -> candidate.suite().pocket() == Pocket.SECURITY)
                .min(Comparator.comparing(candidate ->
                        !candidate.suite().release().equals(suite.name().release())))
                .map(found -> ofMachine(security, found))
                .ifPresent(archives::add);
        boolean apart = suite.family().securityApart();
        DebianArchive sibling = new DebianArchive(
                apart ? security : archive.source(),
                apart ? sibling(archive.base()) : archive.base(),
                archive.keyring(),
                archive.checksValidUntil(),
                true);
        // A declared mirror's own sibling comes before what the machine happens to be set up with.
        archives.add(hints.debianMirror().isPresent() ? 0 : archives.size(), sibling);
        return archives;
    }

    /** The machine's sources of a family, of any release: an archive has all of them. */
    private List<AptSource> machineSources(Suite.Family family) {
        return machineSources(surroundings.apt(), family, platform);
    }

    static List<AptSource> machineSources(AptSources apt, Suite.Family family, Platform platform) {
        return apt.ofSuites(family.releases()).stream()
                .filter(source -> source.serves(platform.architecture()))
                .filter(source -> source.components().contains("main"))
                .toList();
    }

    /** {@code .../debian/} to {@code .../debian-security/}, as mirrors are commonly laid out. */
    static URI sibling(URI base) {
        return URI.create(base.toString().replaceFirst("/$", "") + "-security/");
    }

    private DebianArchive ofHint(Source source, URI base) {
        return new DebianArchive(source, folder(base), surroundings.keyring(), true, false);
    }

    /** A declared address with the slash that makes it a folder. */
    static URI folder(URI base) {
        return base.toString().endsWith("/") ? base : URI.create(base + "/");
    }

    private DebianArchive ofMachine(Source source, AptSource found) {
        Keyring keyring = found.signedBy()
                .flatMap(DebianMirrors::keysOf)
                .map(keys -> Keyring.read(keys, "the apt sources' Signed-By"))
                .map(surroundings.keyring()::with)
                .orElse(surroundings.keyring());
        return new DebianArchive(source, found.archive(), keyring, found.checksValidUntil(), false);
    }

    /** Keys that a machine believes an archive by: in the file named, or written out, with a dot for an empty line. */
    private static Optional<byte[]> keysOf(String signedBy) {
        if (signedBy.contains("BEGIN PGP PUBLIC KEY BLOCK")) {
            String armor = signedBy.lines()
                    .map(line -> line.strip().equals(".") ? "" : line.strip())
                    .reduce("", (text, line) -> text + line + "\n");
            return Optional.of(armor.strip().concat("\n").getBytes(StandardCharsets.US_ASCII));
        }
        try {
            Path file = Path.of(signedBy.strip().split("[,\\s]+", -1)[0]);
            return file.isAbsolute() ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}

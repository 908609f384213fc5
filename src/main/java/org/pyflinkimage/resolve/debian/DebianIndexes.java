package org.pyflinkimage.resolve.debian;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.debian.ClearSignedText;
import org.pyflinkimage.debian.PackagesIndex;
import org.pyflinkimage.debian.Release;
import org.pyflinkimage.debian.Release.IndexFile;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Reads suites of an archive: the Release file by its signature, the Packages indexes by their sums. */
final class DebianIndexes {

    private final Transport transport;
    private final Instant now;

    DebianIndexes(Transport transport, Instant now) {
        this.transport = transport;
        this.now = now;
    }

    /** Whether an archive has a suite at all. */
    boolean has(DebianArchive archive, SuiteName suite) {
        return transport.read(archive.address(suite, "InRelease")).isPresent();
    }

    /**
     * The indexes of a suite's components for an architecture; empty where the archive does not have the suite.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-303} to {@code PYF-307} where what is there cannot be believed
     */
    Optional<List<PackagesIndex>> read(
            DebianArchive archive, SuiteName suite, List<String> components, String architecture) {
        URI address = archive.address(suite, "InRelease");
        Optional<byte[]> signed = archive.guessed() ? readIfReachable(address) : transport.read(address);
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        Release release = release(archive, suite, signed.get());
        List<PackagesIndex> indexes = new ArrayList<>();
        for (String component : components) {
            String path = component + "/binary-" + architecture + "/Packages";
            indexes.add(index(archive, suite, release, path, architecture));
        }
        return Optional.of(indexes);
    }

    private Optional<byte[]> readIfReachable(URI address) {
        try {
            return transport.read(address);
        } catch (PyFlinkException e) {
            return Optional.empty();
        }
    }

    private Release release(DebianArchive archive, SuiteName suite, byte[] signed) {
        String address = Addresses.printable(archive.address(suite, "InRelease"));
        Release release = parse(signed, archive, address);
        if (!release.isOf(suite.toString())) {
            throw Problem.environment(
                            "PYF-307", "`%s` is the Release file of `%s`".formatted(address, release.codename()))
                    .why("an archive that gives one suite for another is not believed")
                    .remedy("name another archive: `<debianMirror>` (-Dpyflink.debianMirror)")
                    .toException();
        }
        release.validUntil()
                .filter(end -> archive.checksValidUntil() && end.isBefore(now))
                .ifPresent(end -> {
                    throw expired(address, end).toException();
                });
        return release;
    }

    private Release parse(byte[] signed, DebianArchive archive, String address) {
        try {
            return Release.parse(ClearSignedText.parse(signed).verified(archive.keyring(), address, now));
        } catch (IllegalArgumentException e) {
            throw Problem.environment("PYF-307", "`%s` is not a signed Release file".formatted(address))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("see whether a proxy answers in the archive's place, or name another archive: "
                            + "`<debianMirror>` (-Dpyflink.debianMirror)")
                    .toException(e);
        }
    }

    private PackagesIndex index(
            DebianArchive archive, SuiteName suite, Release release, String path, String architecture) {
        List<IndexFile> offered = List.of(".xz", ".gz", "").stream()
                .flatMap(extension -> Optional.ofNullable(release.files().get(path + extension)).stream())
                .toList();
        for (IndexFile file : offered) {
            Optional<byte[]> bytes = fetch(archive, suite, release, file);
            if (bytes.isPresent()) {
                long size = Optional.ofNullable(release.files().get(path))
                        .orElse(file)
                        .size();
                return parse(bytes.get(), file, size, architecture);
            }
        }
        throw missing(archive.address(suite, path), architecture).toException();
    }

    private static PackagesIndex parse(byte[] bytes, IndexFile file, long size, String architecture) {
        try {
            return PackagesIndex.of(PackagesIndex.inflate(bytes, file.path(), size), architecture);
        } catch (IOException | RuntimeException e) {
            throw Problem.environment("PYF-307", "`%s` is not a Packages index".formatted(file.path()))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("name another archive: `<debianMirror>` (-Dpyflink.debianMirror)")
                    .toException(e);
        }
    }

    /** The file under its sum, where an update of the archive cannot come in between; else under its name. */
    private Optional<byte[]> fetch(DebianArchive archive, SuiteName suite, Release release, IndexFile file) {
        URI named = archive.address(suite, file.path());
        if (release.acquireByHash()) {
            Optional<byte[]> bytes = transport.read(archive.address(suite, file.pathByHash()));
            if (bytes.isPresent() && matches(bytes.get(), file)) {
                return bytes;
            }
        }
        Optional<byte[]> bytes = transport.read(named);
        if (bytes.isPresent() && !matches(bytes.get(), file)) {
            throw changed(named, file, bytes.get()).toException();
        }
        return bytes;
    }

    private static boolean matches(byte[] bytes, IndexFile file) {
        return bytes.length == file.size() && Sha256.of(bytes).equals(file.sha256());
    }

    private static Problem changed(URI address, IndexFile file, byte[] bytes) {
        return Problem.environment(
                        "PYF-304",
                        "`%s` is not the file that its signed Release file lists"
                                .formatted(Addresses.printable(address)))
                .why("wanted %s bytes with %s".formatted(file.size(), file.sha256()))
                .why("received %s bytes with %s".formatted(bytes.length, Sha256.of(bytes)))
                .remedy("try again in some minutes: the archive may be in the middle of an update")
                .remedy("name another archive: `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    private static Problem missing(URI address, String architecture) {
        return Problem.environment("PYF-306", "the archive has no `%s`".formatted(Addresses.printable(address)))
                .why("it may not have packages for %s".formatted(architecture))
                .remedy("name an archive that has them: `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    private static Problem expired(String address, Instant end) {
        return Problem.environment("PYF-305", "`%s` was valid until %s".formatted(address, end))
                .why("an archive that stays behind may be withholding security updates")
                .remedy("name an archive that is kept up to date: `<debianMirror>`, `<debianSecurityMirror>`, "
                        + "or their properties `-Dpyflink.debianMirror`, `-Dpyflink.debianSecurityMirror`")
                .remedy("for a snapshot, let an apt source name it with `Check-Valid-Until: no`")
                .remedy("see whether this machine's clock is right");
    }
}

package org.pyflinkimage.resolve.debian;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pyflinkimage.debian.ClearSignedText;
import org.pyflinkimage.debian.PackagesIndex;
import org.pyflinkimage.debian.Release;
import org.pyflinkimage.debian.Release.IndexFile;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** Reads suites of an archive: the Release file by its signature, the Packages indexes by their sums. */
final class DebianIndexes {

    /** In bytes; those of Debian and Ubuntu have a quarter of a megabyte. */
    private static final long RELEASE_AT_MOST = 16 << 20;

    private final Transport transport;

    DebianIndexes(Transport transport) {
        this.transport = transport;
    }

    /** A suite's Release file, which nobody has verified yet; empty where the archive does not have the suite. */
    Optional<byte[]> signed(DebianArchive archive, SuiteName suite) {
        return transport.read(archive.address(suite, "InRelease"), RELEASE_AT_MOST);
    }

    /**
     * A suite's Release file by its signature.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-303}, {@code PYF-305}, {@code PYF-307}, {@code PYF-317} or {@code
     *     PYF-318} where it cannot be believed
     */
    Release release(DebianArchive archive, SuiteName suite, byte[] signed, Freshness freshness) {
        String address = Addresses.printable(archive.address(suite, "InRelease"));
        Release release = parse(signed, archive, address, freshness);
        if (!release.isOf(suite.toString())) {
            throw Problem.environment(
                            "PYF-307", "`%s` is the Release file of `%s`".formatted(address, release.codename()))
                    .why("an archive that gives one suite for another is not believed")
                    .remedy("name another archive: " + Element.DEBIAN_MIRROR.named())
                    .toException();
        }
        freshness.require(address, suite, release.dates(), archive.checksValidUntil());
        return release;
    }

    /**
     * The index of a component by its sum. What it says of a package is read when that is wanted, and refused then as {@code PYF-307}.
     *
     * @param release of the suite
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-304}, {@code PYF-306} or {@code PYF-307} where it is missing, or not
     *     what it should be
     */
    PackagesIndex index(
            DebianArchive archive, SuiteName suite, Release release, String component, String architecture) {
        String path = component + "/binary-" + architecture + "/Packages";
        List<IndexFile> offered = List.of(".xz", ".gz", "").stream()
                .flatMap(extension -> Optional.ofNullable(release.files().get(path + extension)).stream())
                .toList();
        for (IndexFile file : offered) {
            Optional<byte[]> bytes = fetch(archive, suite, release, file);
            if (bytes.isPresent()) {
                OptionalLong size = Stream.ofNullable(release.files().get(path))
                        .mapToLong(IndexFile::size)
                        .findFirst();
                String address = Addresses.printable(archive.address(suite, file.path()));
                return parse(bytes.get(), file, size, architecture, address);
            }
        }
        throw ArchiveProblems.missingFile(archive.address(suite, path), architecture)
                .toException();
    }

    private static Release parse(byte[] signed, DebianArchive archive, String address, Freshness freshness) {
        try {
            return Release.parse(ClearSignedText.parse(signed)
                    .verified(archive.keyring(), address, freshness.now(), freshness.keyAge()));
        } catch (IllegalArgumentException e) {
            throw Problem.environment("PYF-307", "`%s` is not a signed Release file".formatted(address))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("see whether a proxy answers in the archive's place, or name another archive: "
                            + Element.DEBIAN_MIRROR.named())
                    .toException(e);
        }
    }

    private static PackagesIndex parse(
            byte[] bytes, IndexFile file, OptionalLong size, String architecture, String address) {
        try {
            byte[] text = PackagesIndex.inflate(bytes, file.path(), size);
            return PackagesIndex.of(text, architecture, (name, reason) -> unreadable(name, reason, address));
        } catch (IOException | RuntimeException e) {
            throw Problem.environment("PYF-307", "`%s` is not a Packages index".formatted(file.path()))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("name another archive: " + Element.DEBIAN_MIRROR.named())
                    .toException(e);
        }
    }

    /** A paragraph is read when its package is wanted. */
    private static Problem unreadable(String name, String reason, String address) {
        return Problem.environment(
                        "PYF-307", "what `%s` says of the package `%s` cannot be read".formatted(address, name))
                .why(reason)
                .remedy("if the archive is one of your own, build the package and the index anew there")
                .remedy("or name another archive: " + Element.DEBIAN_MIRROR.named());
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
                .remedy("name another archive: " + Element.DEBIAN_MIRROR.named());
    }
}

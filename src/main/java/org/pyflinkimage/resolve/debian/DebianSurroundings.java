package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;

/**
 * What choosing an operating system depends on beside the declaration.
 *
 * @param apt the machine's own archives
 * @param keyring the keys that an archive must be signed by
 * @param seen from when the Release files were that the lock file was made from
 * @param now what a Release file's date is compared with
 */
public record DebianSurroundings(AptSources apt, Keyring keyring, ReleaseDates seen, Instant now, BuildLog log) {

    /** Where a machine's apt is set up. */
    public static final Path APT = Path.of("/etc/apt");

    /** This machine's apt configuration, and the keys that the plugin brings. */
    public static DebianSurroundings ofMachine(ReleaseDates seen, Instant now, BuildLog log) {
        return new DebianSurroundings(AptSources.read(APT), Keyring.shipped(), seen, now, log);
    }

    /** The addresses that may carry logins: what these hints declare, then this machine's apt sources. */
    public static List<URI> addresses(List<ImageSpec.Hints> hints) {
        return addresses(hints, AptSources.read(APT));
    }

    /** These archives, and where their security updates commonly lie. */
    public static List<URI> withSiblings(List<URI> archives) {
        return archives.stream()
                .flatMap(archive -> Stream.concat(Stream.of(archive), DebianMirrors.sibling(archive).stream()))
                .toList();
    }

    static List<URI> addresses(List<ImageSpec.Hints> hints, AptSources apt) {
        Stream<URI> declared = hints.stream()
                .flatMap(one -> Stream.concat(one.debianMirror().stream(), one.debianSecurityMirror().stream()));
        return Stream.concat(declared, apt.all().stream().map(AptSource::archive))
                .toList();
    }

    /** The same, believing the keys of an internal archive too. */
    public DebianSurroundings with(Keyring more) {
        return new DebianSurroundings(apt, keyring.with(more), seen, now, log);
    }
}

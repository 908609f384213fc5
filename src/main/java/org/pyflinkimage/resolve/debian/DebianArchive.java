package org.pyflinkimage.resolve.debian;

import java.net.URI;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.plan.Source;

/**
 * An archive that a suite is taken from.
 *
 * @param source what the lock file calls it
 * @param base the folder that holds {@code dists/}; ends with a slash
 * @param keyring the keys that it must be signed by
 * @param checksValidUntil whether a Release file that has outlived its date is refused
 * @param guessed whether nobody named its address: then it is no error that nothing answers there
 */
record DebianArchive(Source source, URI base, Keyring keyring, boolean checksValidUntil, boolean guessed) {

    /** The address of a file below a suite's folder: {@code main/binary-amd64/Packages.xz}. */
    URI address(SuiteName suite, String path) {
        return base.resolve("dists/" + suite + "/" + path);
    }
}

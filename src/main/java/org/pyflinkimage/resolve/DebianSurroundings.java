package org.pyflinkimage.resolve;

import java.nio.file.Path;
import java.time.Instant;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.value.BuildLog;

/**
 * What choosing an operating system depends on beside the declaration.
 *
 * @param apt the machine's own archives
 * @param keyring the keys that an archive must be signed by
 * @param now what a Release file's date is compared with
 */
public record DebianSurroundings(AptSources apt, Keyring keyring, Instant now, BuildLog log) {

    /** This machine's apt configuration and clock, and the keys that the plugin brings. */
    public static DebianSurroundings ofMachine(BuildLog log) {
        return new DebianSurroundings(AptSources.read(Path.of("/etc/apt")), Keyring.shipped(), Instant.now(), log);
    }

    /** The same, believing the keys of an internal archive too. */
    public DebianSurroundings with(Keyring more) {
        return new DebianSurroundings(apt, keyring.with(more), now, log);
    }
}

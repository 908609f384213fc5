package org.pyflinkimage.spec;

import java.util.Optional;
import org.pyflinkimage.value.Platform;

/** What runs where images are built. This room does no IO, so whoever calls it looks; nothing is looked at that no declaration asks for. */
public interface MachinePlatforms {

    /** What declarations call this machine's own platform. */
    String HOST = "host";

    /** What is known where nobody can be asked. */
    MachinePlatforms NONE = new MachinePlatforms() {
        @Override
        public Optional<Platform> host() {
            return Optional.empty();
        }

        @Override
        public Optional<Platform> daemon() {
            return Optional.empty();
        }
    };

    /** What Linux containers on this machine are without emulation; empty where images for its processor cannot be built. */
    Optional<Platform> host();

    /** What the container daemon runs, which may be another machine's; empty where there is none, or it runs nothing of that. */
    Optional<Platform> daemon();
}

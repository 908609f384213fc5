package org.pyflinkimage.build;

import java.util.Optional;
import org.pyflinkimage.image.Daemon;
import org.pyflinkimage.spec.MachinePlatforms;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.HostPlatform;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;

/** This machine, and the container daemon that its environment leads to. */
public final class PlatformsHere implements MachinePlatforms {

    private final Environment environment;

    PlatformsHere(Environment environment) {
        this.environment = environment;
    }

    /** Those of this process's environment. */
    public static MachinePlatforms ofProcess() {
        return new PlatformsHere(Environment.ofProcess());
    }

    @Override
    public Optional<Platform> host() {
        return HostPlatform.ofProcess();
    }

    @Override
    public Optional<Platform> daemon() {
        try {
            return Daemon.find(environment).platform();
        } catch (PyFlinkException e) {
            if (!Daemon.isAbsent(e)) {
                throw e;
            }
            // Whoever loads the image says that there is no daemon; what is declared can be judged without one.
            return Optional.empty();
        }
    }
}

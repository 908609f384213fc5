package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.BuildLog;

/** A machine for one test, all of it in one folder: a store, programs, no network, and a login without a word for whoever asks. */
final class Somewhere {

    private Somewhere() {}

    /** What surrounds a build there whose jars are all that folder. */
    static Surroundings offline(Path folder, BuildLog log) {
        return offline(folder, coordinates -> new FoundJar(folder, Source.MAVEN), log);
    }

    /** The same with jars from elsewhere. */
    static Surroundings offline(Path folder, JarSource jars, BuildLog log) {
        return of(folder.resolve("store"), StoreLimit.NONE, new Network(true, false, List.of()), jars, log);
    }

    /** The same with another store, and with a network. */
    static Surroundings of(Path store, StoreLimit limit, Network network, JarSource jars, BuildLog log) {
        return Surroundings.with(
                Optional.of(store),
                limit,
                network,
                jars,
                registry -> Optional.empty(),
                server -> new Login(server, ""),
                log);
    }

    /** Puts a program into the folder's {@code bin}. */
    static void program(Path folder, String name, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot be made a program: " + file);
        }
    }
}

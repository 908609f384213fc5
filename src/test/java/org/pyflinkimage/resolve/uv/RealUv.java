package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

/**
 * A real uv for tests, which carry the tag {@code uv}: that of this machine, or one that was fetched before. Only with {@code
 * -Duv=fetch} it is fetched, as a build would fetch it: unit tests have no network.
 */
public final class RealUv {

    private static final Path STORE = Path.of("target", "uv-store");
    private static @Nullable Path found;
    private static boolean skipped;

    private RealUv() {}

    /** The pinned uv; without one the test is skipped, saying why. */
    public static synchronized Path executable() {
        Path known = found == null ? find() : found;
        found = known;
        return known;
    }

    /** The pinned uv under another version: it is shown this machine's Python then, as on Windows. */
    public static Path asAnotherVersion(Path folder) throws IOException {
        Path uv = Files.writeString(
                folder.resolve("uv"),
                "#!/bin/sh\n[ \"$1\" = --version ] && { echo uv 0.9.5; exit; }\nexec '%s' \"$@\"\n"
                        .formatted(executable()));
        return Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A PATH with a real Python: what pyenv puts there is a script, which a uv without a PATH cannot run. */
    public static String pathWithPython() {
        ProgramRun python = Environment.ofProcess()
                .program("python3", "python")
                .orElseThrow()
                .command("-c", "import os, sys; print(os.path.dirname(os.path.realpath(sys.executable)))")
                .within(Duration.ofMinutes(1))
                .run();
        return python.output().strip() + ":" + System.getenv("PATH");
    }

    private static Path find() {
        Environment environment = Environment.ofProcess();
        Logins logins = Logins.of(environment, PythonIndexes.read(environment).addresses());
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), logins, false), SilentLog.INSTANCE);
        try {
            UvProgram uv = new UvSearch(
                            environment, new FileArtifactStore(STORE), transport, !mayFetch(), SilentLog.INSTANCE)
                    .find(Optional.empty());
            Assumptions.assumeTrue(uv.knowsStub(), "skipped: the uv on the PATH is not the pinned version");
            return uv.executable().toAbsolutePath();
        } catch (PyFlinkException e) {
            if (mayFetch() && "required".equals(System.getProperty("e2e"))) {
                throw new AssertionError("without uv, which -De2e=required makes a failure", e);
            }
            if (!skipped) {
                System.out.println("skipped without uv: " + e.getMessage());
                skipped = true;
            }
            return Assumptions.abort("skipped without uv: " + e.getMessage());
        }
    }

    static boolean mayFetch() {
        return "fetch".equals(System.getProperty("uv"));
    }
}

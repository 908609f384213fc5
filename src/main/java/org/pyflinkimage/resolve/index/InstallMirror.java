package org.pyflinkimage.resolve.index;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.system.Environment;

/**
 * What a user's uv is set up for in the place of the makers' releases of standalone CPythons. uv itself says where they lie; what is
 * read here is the login in such an address, which uv's answers are freed of.
 */
public final class InstallMirror {

    private InstallMirror() {}

    /** The address that holds, with the login that it may carry; empty where there is none, or it is no address. */
    public static Optional<URI> of(Environment environment) {
        return of(environment, Path.of("/etc"));
    }

    static Optional<URI> of(Environment environment, Path systemFolder) {
        return environment
                .variable("UV_PYTHON_INSTALL_MIRROR")
                .or(() -> PythonIndexes.uvFiles(environment, systemFolder).stream()
                        .map(file -> Toml.readIfPresent(file)
                                .path("python-install-mirror")
                                .asText()
                                .strip())
                        .filter(text -> !text.isEmpty())
                        .findFirst())
                .flatMap(new IndexAddress(environment)::parse);
    }
}

package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * What Python packages a job needs beside PyFlink.
 *
 * @param files {@code requirements.txt}, {@code pyproject.toml}, {@code uv.lock} or {@code pylock.toml}; absolute
 * @param inline requirements written in the declaration: {@code numpy>=1.26}
 */
public record PythonRequirements(List<Path> files, List<String> inline) {
    public PythonRequirements {
        files = List.copyOf(files);
        inline = List.copyOf(inline);
    }

    public static PythonRequirements none() {
        return new PythonRequirements(List.of(), List.of());
    }
}

package org.pyflinkimage.resolve.sources;

import org.pyflinkimage.spec.FilePattern;

/** Patterns as build backends have them. */
final class Glob {

    private Glob() {}

    /** A pattern for paths from a folder on, in which a star stays in its part of the path. */
    static FilePattern anchored(String written) {
        return FilePattern.parse("/" + FolderFiles.clean(written)).orElseThrow(() -> unknown(written));
    }

    /** A pattern as a line of a {@code .gitignore} has it. */
    static FilePattern likeGit(String written) {
        return FilePattern.parse(written).orElseThrow(() -> unknown(written));
    }

    static NeedsRunning unknown(String written) {
        return new NeedsRunning("the pattern `%s` in its settings is not understood".formatted(written));
    }
}

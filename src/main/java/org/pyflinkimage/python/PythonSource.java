package org.pyflinkimage.python;

import java.util.List;
import org.pyflinkimage.value.UnixPath;

/** Source of a Python module, of which nothing runs. */
public final class PythonSource {

    private final List<SourceLine> lines;

    private PythonSource(List<SourceLine> lines) {
        this.lines = lines;
    }

    /** What is no Python is read somehow, to its end. */
    public static PythonSource parse(String text) {
        return new PythonSource(SourceText.lines(text));
    }

    /**
     * Its imports, in the order in which they stand there.
     *
     * @param main whether it is what is run, and not imported
     */
    public List<ImportStatement> imports(boolean main) {
        return SourceImports.of(lines, main);
    }

    /**
     * What it does to the path on which modules are looked for.
     *
     * @param file where it lies
     */
    public PathChanges pathChanges(UnixPath file) {
        return PathReading.of(lines, file);
    }
}

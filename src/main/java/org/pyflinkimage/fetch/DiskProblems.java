package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.value.Problem;

/** What to say when the store's disk does not take a file. */
final class DiskProblems {

    private static final String OTHER_STORE = "choose another folder: `-Dpyflink.store=FOLDER`";
    private static final List<String> WHEN_FULL = List.of(
            "free some space; everything in the store can be deleted and is fetched again when needed", OTHER_STORE);

    private DiskProblems() {}

    /** The problem behind a failure to write below a folder: {@code PYF-506} to {@code PYF-508}, {@code PYF-521}. */
    static Problem writing(Path folder, Exception failure) {
        return DiskFailure.of(failure).writing(folder, WHEN_FULL, OTHER_STORE);
    }

    /** The problem behind a failure to look what is there: {@code PYF-547}. */
    static Problem listing(Path folder, IOException failure) {
        return Problem.environment("PYF-547", "what `%s` keeps cannot be read".formatted(folder))
                .why(DiskFailure.describe(failure))
                .remedy("allow this user to read it, or " + OTHER_STORE);
    }

    /**
     * The problem behind a failure to fill a file of the store, at either end: {@code PYF-522} where what it is made from cannot
     * be read or is not what it should be.
     */
    static Problem filling(Path store, Path file, Exception failure) {
        DiskFailure known = DiskFailure.of(failure);
        boolean ofFile = known.file().filter(file.toString()::equals).isPresent();
        boolean ofDisk = known.isFull() || (known.file().isEmpty() && known.isForbidden());
        return ofFile || ofDisk || known.isInterruption()
                ? known.writing(store, WHEN_FULL, OTHER_STORE)
                : Problem.environment("PYF-522", "A file for the store could not be made from what was read")
                        .why(DiskFailure.describe(known.cause()))
                        .remedy(
                                "look whether the file named can be read; what lies in the store can be deleted and is fetched "
                                        + "again when needed");
    }
}

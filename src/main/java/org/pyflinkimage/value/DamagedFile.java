package org.pyflinkimage.value;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends the work where a file is not what it was when it was read or made before; whoever keeps the file may get another one. */
public final class DamagedFile extends PyFlinkException {

    private static final long serialVersionUID = 1L;

    /** Why, where somebody else has deleted it. */
    public static final String GONE = "it is gone";

    private final transient Path file;
    private final String reason;

    /** @param reason what tells that it is damaged: {@code it ends early} */
    public DamagedFile(Path file, String reason) {
        super(List.of(problem(file, reason)));
        this.file = file;
        this.reason = reason;
    }

    /** A file whose bytes have another sum. */
    public static DamagedFile bySum(Path file, Sha256 expected, Sha256 found) {
        return new DamagedFile(file, "its bytes have the sum %s, and had %s".formatted(found.hex(), expected.hex()));
    }

    /** A file that cannot be read as what it is. */
    public static DamagedFile by(Path file, Exception failure) {
        return new DamagedFile(file, String.valueOf(failure.getMessage()));
    }

    public Path file() {
        return file;
    }

    public String reason() {
        return reason;
    }

    /** The damaged files behind a failure: itself, what it was caused by, and what else failed with it; each file once. */
    public static List<DamagedFile> in(Throwable failure) {
        Map<Path, DamagedFile> found = new LinkedHashMap<>();
        collect(failure, found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return List.copyOf(found.values());
    }

    private static void collect(Throwable failure, Map<Path, DamagedFile> found, Set<Throwable> seen) {
        if (!seen.add(failure)) {
            return;
        }
        if (failure instanceof DamagedFile damaged) {
            found.putIfAbsent(damaged.file, damaged);
        }
        if (failure.getCause() != null) {
            collect(failure.getCause(), found, seen);
        }
        for (Throwable other : failure.getSuppressed()) {
            collect(other, found, seen);
        }
    }

    private static Problem problem(Path file, String reason) {
        return Problem.environment("PYF-536", "`%s` was damaged, or changed while it was used".formatted(file))
                .why(reason)
                .remedy("build again")
                .remedy(
                        "where that comes back, the disk, or whoever shares it, is not to be relied on: another store by "
                                + "`-Dpyflink.store=FOLDER`");
    }
}

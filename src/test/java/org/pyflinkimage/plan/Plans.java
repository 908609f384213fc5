package org.pyflinkimage.plan;

import java.time.Instant;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** Plans to start from. */
public final class Plans {

    public static final SystemVersions BOOKWORM = new SystemVersions(
            SuiteName.parse("bookworm"), new GlibcVersion(36), new PythonVersion(new PythonMinor(11), 2));

    private static final Combination COMBINATION =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    private Plans() {}

    /** A plan on Debian bookworm without a single file. */
    public static Plan empty() {
        return of(COMBINATION, Sha256.of("declaration"));
    }

    /** The same for another question. */
    public static Plan of(Combination combination, Sha256 declaration) {
        return new Plan(combination, declaration, Instant.EPOCH, BOOKWORM, PlannedContents.none());
    }
}

package org.pyflinkimage.python;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.python.ZipContents.Summed;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Compares a wheel's files with what its RECORD states. */
final class RecordCheck {

    private static final Set<String> ALGORITHMS = Set.of("sha256", "sha384", "sha512");

    private final String wheel;
    private final Map<String, RecordEntry> stated = new TreeMap<>();
    private final Set<String> unstated;
    private final Set<String> seen = new TreeSet<>();
    private final List<Problem> problems;

    /** @param problems where what is wrong is added */
    RecordCheck(String wheel, String distInfo, List<RecordEntry> entries, List<Problem> problems) {
        this.wheel = wheel;
        this.problems = problems;
        // RECORD cannot state itself, nor what was signed after it.
        unstated = Set.of(distInfo + "/RECORD", distInfo + "/RECORD.jws", distInfo + "/RECORD.p7s");
        for (RecordEntry entry : entries) {
            UnixPath.ofEntry(entry.path()).ifPresent(path -> stated.put(path.relative(), entry));
        }
    }

    /** The algorithm by which a file's sum is stated; empty where it is not. */
    String algorithm(String path) {
        RecordEntry entry = stated.get(path);
        return entry == null ? "" : entry.algorithm();
    }

    /** Compares one file. */
    void check(String path, Summed summed) {
        seen.add(path);
        if (unstated.contains(path)) {
            return;
        }
        RecordEntry entry = stated.get(path);
        if (entry == null) {
            report(path, "is not listed in");
        } else if (!ALGORITHMS.contains(entry.algorithm())) {
            report(path, "has no SHA-256 sum in");
        } else if (!entry.states(sum(summed))
                || entry.size().orElse(summed.content().size())
                        != summed.content().size()) {
            report(path, "differs from what is stated in");
        }
    }

    /** Reports what RECORD lists and the wheel has not. */
    void checkNothingIsMissing() {
        for (String path : stated.keySet()) {
            if (!seen.contains(path)) {
                report(path, "is missing, though listed in");
            }
        }
    }

    private static byte[] sum(Summed summed) {
        return summed.otherSum()
                .orElseGet(() -> Sha256.parse(summed.content().identity()).bytes());
    }

    private void report(String path, String what) {
        problems.add(WheelCheck.problem("PYF-451", "`%s` in `%s` %s RECORD".formatted(path, wheel, what))
                .why("the wheel was damaged or changed after it was made"));
    }
}

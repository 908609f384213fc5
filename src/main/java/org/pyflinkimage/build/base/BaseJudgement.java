package org.pyflinkimage.build.base;

import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.value.Problem;

/**
 * What of a base keeps the Dockerfile from being built, or the image from working: it installs packages of one suite with apt,
 * makes a user, puts a Flink into its place, and compiles where there is no wheel. What the base has beside that and stays
 * unused, is told.
 */
final class BaseJudgement {

    private BaseJudgement() {}

    static List<Problem> problems(FoundBase base) {
        return Stream.of(
                        SystemFindings.of(base), FlinkFindings.of(base), JavaFindings.of(base), PythonFindings.of(base))
                .flatMap(List::stream)
                .toList();
    }
}

package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.compat.Compatibility;
import org.pyflinkimage.compat.FlinkReleases;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.KnownVersions;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Judges whether the versions of specs fit together; needs no network. */
public final class Validation {

    private Validation() {}

    /** The versions that a declaration may name. */
    public static KnownVersions knownVersions() {
        return FlinkReleases.shipped()::all;
    }

    /** All problems of these specs, of every severity; a spec without an error among them can be built. */
    public static List<Problem> problems(List<ImageSpec> specs) {
        Compatibility compatibility = Compatibility.shipped();
        return specs.stream()
                .flatMap(spec -> compatibility.check(spec).problems().stream())
                .distinct()
                .toList();
    }

    /** @throws PyFlinkException with all errors, after the rest was logged */
    static void requireThatVersionsFit(List<ImageSpec> specs, BuildLog log) {
        List<Problem> errors = new ArrayList<>();
        for (Problem problem : problems(specs)) {
            switch (problem.severity()) {
                case ERROR -> errors.add(problem);
                case WARNING -> log.warn(problem);
                case NOTE -> log.note(problem.toText());
            }
        }
        PyFlinkException.throwIfAny(errors);
    }
}

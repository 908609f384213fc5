package org.pyflinkimage.build.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.resolve.python.DeclaredRequirements;
import org.pyflinkimage.rules.DeclaredRequirement;
import org.pyflinkimage.rules.Subject;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The Python requirements of specs as they are resolved; files that several cells have are read once. */
final class DeclaredPackages {

    private final Environment environment;
    private final Map<PythonRequirements, Reading> readings = new HashMap<>();

    DeclaredPackages(Environment environment) {
        this.environment = environment;
    }

    /**
     * What reading them came to.
     *
     * @param requirements empty where a file cannot be read
     */
    private record Reading(Optional<DeclaredRequirements> requirements, List<Problem> problems) {

        static Reading of(PythonRequirements declared, Environment environment) {
            try {
                return new Reading(Optional.of(DeclaredRequirements.read(declared, environment)), List.of());
            } catch (PyFlinkException e) {
                return new Reading(Optional.empty(), e.problems());
            }
        }

        List<Problem> problems(ImageSpec spec, Environment environment) {
            return requirements
                    .map(read ->
                            read.problems(DeclaredRequirement.environmentOf(spec.combination()), environment::variable))
                    .orElse(problems);
        }
    }

    /** What no image can be made of, each told once. */
    List<Problem> problems(List<ImageSpec> specs) {
        return specs.stream()
                .flatMap(spec -> reading(spec).problems(spec, environment).stream())
                .distinct()
                .toList();
    }

    /** The subject with all requirements of its files. */
    Subject in(Subject subject) {
        return reading(subject.spec())
                .requirements()
                .map(read ->
                        subject.withRequirements(read.lines(DeclaredRequirement.environmentOf(subject.combination()))))
                .orElse(subject);
    }

    private Reading reading(ImageSpec spec) {
        return readings.computeIfAbsent(spec.requirements(), declared -> Reading.of(declared, environment));
    }
}

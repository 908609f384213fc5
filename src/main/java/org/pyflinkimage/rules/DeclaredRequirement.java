package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.spec.Combination;

/**
 * A requirement of the declaration, of a file that it names, or of one behind that.
 *
 * @param constraint whether it limits versions only, and asks for nothing
 * @param place where it was written: {@code <requirements>}, {@code requirements.txt}
 */
public record DeclaredRequirement(Requirement requirement, NormalizedName name, boolean constraint, String place) {

    /** All that hold on the subject's Python; what is no plain requirement, such as an option, is the resolver's. */
    static List<DeclaredRequirement> of(Subject subject) {
        List<RequirementLine> lines = subject.requirements();
        if (lines.isEmpty()) {
            return List.of();
        }
        MarkerEnvironment environment = environmentOf(subject.combination());
        return lines.stream()
                .flatMap(line -> of(line).stream())
                .filter(declared -> declared.requirement().holdsIn(environment))
                .toList();
    }

    private static Optional<DeclaredRequirement> of(RequirementLine line) {
        return line.requirement()
                .map(requirement -> new DeclaredRequirement(
                        requirement,
                        requirement.name(),
                        line.constraint(),
                        line.place().name()));
    }

    /** The first patch release stands for the line: markers seldom tell patches apart. */
    public static MarkerEnvironment environmentOf(Combination combination) {
        return MarkerEnvironment.of(new PythonVersion(combination.python(), 1), combination.platform());
    }

    /** The requirement that asks for a distribution. */
    static Optional<DeclaredRequirement> find(NormalizedName name, Candidate candidate) {
        return candidate.requirements().stream()
                .filter(declared -> declared.name().equals(name) && !declared.constraint())
                .findFirst();
    }

    /** {@code `numpy>=2` of `requirements.txt`}. */
    String toText() {
        return "`%s` of `%s`".formatted(requirement, place);
    }
}

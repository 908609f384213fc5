package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.Combination;

/**
 * A requirement of the declaration.
 *
 * @param place where it was written: {@code <requirements>}, {@code requirements.txt}
 */
public record DeclaredRequirement(Requirement requirement, NormalizedName name, String place) {

    /** All that hold on the subject's Python; what is no plain requirement, such as an option, is the resolver's. */
    static List<DeclaredRequirement> of(Subject subject) {
        List<DeclaredRequirement> declared = new ArrayList<>();
        subject.spec().requirements().inline().forEach(line -> add(line, "<requirements>", declared));
        subject.texts()
                .requirements()
                .forEach((file, text) -> text.replace("\\\n", " ").lines().forEach(line -> add(line, file, declared)));
        if (declared.isEmpty()) {
            return List.of();
        }
        MarkerEnvironment environment = environmentOf(subject.combination());
        return declared.stream()
                .filter(requirement -> requirement.requirement().holdsIn(environment))
                .toList();
    }

    /** The first patch release stands for the line: markers seldom tell patches apart. */
    static MarkerEnvironment environmentOf(Combination combination) {
        return MarkerEnvironment.of(combination.python() + ".1", combination.platform());
    }

    static Optional<DeclaredRequirement> find(NormalizedName name, Candidate candidate) {
        return candidate.requirements().stream()
                .filter(declared -> declared.name().equals(name))
                .findFirst();
    }

    /** {@code `numpy>=2` of `requirements.txt`}. */
    String toText() {
        return "`%s` of `%s`".formatted(requirement, place);
    }

    private static void add(String line, String place, List<DeclaredRequirement> declared) {
        String bare = line.replaceFirst("(^|\\s)#.*$", "")
                .replaceFirst("\\s--hash.*$", "")
                .strip();
        Stream.of(bare)
                .filter(text -> !text.isEmpty() && !text.startsWith("-"))
                .map(Requirement::parse)
                .flatMap(Optional::stream)
                .forEach(requirement -> declared.add(new DeclaredRequirement(requirement, requirement.name(), place)));
    }
}

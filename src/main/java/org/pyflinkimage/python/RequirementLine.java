package org.pyflinkimage.python;

import java.util.List;
import java.util.Optional;

/**
 * A line of a file of requirements together with those that it goes on in, or a requirement of the declaration.
 *
 * @param text what is required, as written, without options and comment; empty where the line has options alone
 * @param constraint whether it limits versions only, and asks for nothing
 * @param options in the order written, by their long names
 */
public record RequirementLine(Place place, String text, boolean constraint, List<RequirementOption> options) {

    public RequirementLine {
        options = List.copyOf(options);
    }

    /** A requirement that stands in the declaration itself. */
    public static RequirementLine declared(String text) {
        return new RequirementLine(Place.DECLARATION, text.strip(), false, List.of());
    }

    /** What is required; empty where that is an address or a path alone, is malformed, or is nothing. */
    public Optional<Requirement> requirement() {
        return Requirement.parse(text);
    }

    /** The values of an option: {@code --hash}, {@code --extra-index-url}. */
    public List<String> values(String option) {
        return options.stream()
                .filter(given -> given.name().equals(option))
                .map(RequirementOption::value)
                .toList();
    }
}

package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Conditions on a version that hold together: {@code >=1.2,<2,!=1.5.*} (PEP 440). Without a condition every version fits.
 *
 * @param specifiers in the order written
 */
public record SpecifierSet(List<Specifier> specifiers) {

    /** Every version. */
    public static final SpecifierSet ANY = new SpecifierSet(List.of());

    public SpecifierSet {
        specifiers = List.copyOf(specifiers);
    }

    /** Reads conditions separated by commas; empty where one of them is none. */
    public static Optional<SpecifierSet> parse(String text) {
        List<Specifier> specifiers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                Optional<Specifier> specifier = Specifier.parse(part);
                if (specifier.isEmpty()) {
                    return Optional.empty();
                }
                specifiers.add(specifier.get());
            }
        }
        return Optional.of(new SpecifierSet(specifiers));
    }

    /** Whether an installed version meets all conditions; a pre-release may, as it does for {@code pip check}. */
    public boolean contains(Pep440Version version) {
        return specifiers.stream().allMatch(specifier -> specifier.contains(version));
    }

    /** Whether a condition names a pre-release. */
    public boolean namesPrerelease() {
        return specifiers.stream().anyMatch(Specifier::namesPrerelease);
    }

    /** Whether there is no condition. */
    public boolean isEmpty() {
        return specifiers.isEmpty();
    }

    /** The conditions in a fixed order, separated by commas. */
    @Override
    public String toString() {
        return specifiers.stream().map(Specifier::toString).sorted().distinct().collect(Collectors.joining(","));
    }
}

package org.pyflinkimage.debian;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One suite of one archive in a machine's apt configuration.
 *
 * @param archive ends with a slash
 * @param components {@code main}
 * @param options by their deb822 names, in lower case: {@code signed-by}, {@code architectures}
 */
public record AptSource(URI archive, SuiteName suite, List<String> components, Map<String, String> options) {

    /** Apt's own words, in any letters. */
    private static final Set<String> NO = Set.of("no", "false", "without", "off", "disable", "0");

    public AptSource {
        components = List.copyOf(components);
        options = Map.copyOf(options);
    }

    /** By which keys alone the machine believes this archive; empty where it takes all that it has. */
    public Optional<SignedBy> signedBy() {
        return Optional.ofNullable(options.get("signed-by"))
                .filter(text -> !text.isBlank())
                .map(SignedBy::parse);
    }

    /** Whether the machine wants packages of this architecture from here. */
    public boolean serves(String architecture) {
        String listed = options.getOrDefault("architectures", "");
        return listed.isBlank() || List.of(listed.split("[,\\s]+")).contains(architecture);
    }

    /** Whether a Release file that has outlived its date is refused. */
    public boolean checksValidUntil() {
        return isYes(options.getOrDefault("check-valid-until", "yes"));
    }

    /** Whether apt takes a word for yes: what is none of its words for no. */
    static boolean isYes(String word) {
        return !NO.contains(word.strip().toLowerCase(Locale.ROOT));
    }
}

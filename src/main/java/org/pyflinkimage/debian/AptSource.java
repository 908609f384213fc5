package org.pyflinkimage.debian;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One suite of one archive in a machine's apt configuration.
 *
 * @param archive ends with a slash
 * @param components {@code main}
 * @param options by their deb822 names, in lower case: {@code signed-by}, {@code architectures}
 */
public record AptSource(URI archive, SuiteName suite, List<String> components, Map<String, String> options) {

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
        return !List.of("no", "false", "0").contains(options.getOrDefault("check-valid-until", "yes"));
    }
}

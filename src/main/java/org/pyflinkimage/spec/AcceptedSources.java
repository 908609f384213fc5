package org.pyflinkimage.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Which sources of a lock file are taken from, beside those that the declaration and the machine name.
 *
 * @param any whether every one of them is, because sums decide what is taken
 * @param further base addresses that are accepted too
 */
public record AcceptedSources(boolean any, List<URI> further) {

    /** All that a lock file names. */
    public static final AcceptedSources ANY = new AcceptedSources(true, List.of());

    private static final Set<String> SCHEMES = Set.of("http", "https", "file");
    /** More than one letter: before a colon, a single one is a drive of Windows'. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    public AcceptedSources {
        further = List.copyOf(further);
    }

    /**
     * Reads {@code any}, {@code configured}, or base addresses that are accepted beside the configured ones.
     *
     * @throws PyFlinkException {@code PYF-723} for each word that is none of these
     */
    public static AcceptedSources parse(List<String> words) {
        List<URI> further = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String word : words) {
            if (!word.equals("any") && !word.equals("configured")) {
                try {
                    further.add(address(word));
                } catch (URISyntaxException e) {
                    problems.add(none(word));
                }
            }
        }
        PyFlinkException.throwIfAny(problems);
        return new AcceptedSources(words.isEmpty() || words.contains("any"), further);
    }

    private static URI address(String word) throws URISyntaxException {
        URI address = new URI(word.endsWith("/") ? word : word + "/");
        boolean complete = SCHEMES.contains(String.valueOf(address.getScheme()))
                && address.getRawPath() != null
                && (address.getHost() != null || "file".equals(address.getScheme()));
        if (!complete) {
            throw new URISyntaxException("", "incomplete");
        }
        return address;
    }

    private static Problem none(String word) {
        Problem problem = Problem.declaration(
                        "PYF-723", "`%s` in %s names no sources".formatted(word, Element.SOURCES.named()))
                .why("`<sources>` beside `<job>` says where the lock file may take files from")
                .why("a base address begins with `https:`, `http:` or `file:`")
                .remedy(
                        "`any` for all that the lock file names, or `configured` for those that the declaration, and this machine's"
                                + " uv, pip and apt name")
                .remedy("or base addresses beside those: `-Dpyflink.sources=configured,https://files.example.com/`");
        return SCHEME.matcher(word).matches() ? problem : problem.remedy("the job's files: " + Element.JOB.with(word));
    }
}

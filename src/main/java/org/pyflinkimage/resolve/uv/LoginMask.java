package org.pyflinkimage.resolve.uv;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.PercentCoding;

/**
 * Takes passwords out of what uv says for people, wherever they stand: a text of somebody else's, which uv tells, may have them outside
 * of any address.
 *
 * @param words the passwords, the longest first
 */
record LoginMask(List<String> words) {

    /** What is shorter stands in any text, and keeps nobody out. */
    private static final int SHORTEST = 4;

    private static final Pattern LOGIN = Pattern.compile("://([^/\\s\"']+)@");

    /** Of the variables of named indexes, and of addresses in any variable, as those of indexes and of proxies. */
    static LoginMask of(Environment environment) {
        Stream<String> named = environment.variables().entrySet().stream()
                .filter(variable -> isPassword(variable.getKey().toUpperCase(Locale.ROOT)))
                .map(Map.Entry::getValue);
        return of(Stream.concat(named, environment.variables().values().stream().flatMap(LoginMask::passwords)));
    }

    /** Of the addresses in a text, such as a file of settings. */
    static LoginMask of(String text) {
        return of(passwords(text));
    }

    private static LoginMask of(Stream<String> words) {
        return new LoginMask(words.flatMap(word -> Stream.of(word, PercentCoding.encode(word)))
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** The run, whose messages have none of them; its answer is for programs, and stays what it is. */
    ProgramRun of(ProgramRun run) {
        String errors = run.errors();
        for (String word : words) {
            errors = errors.replace(word, "…");
        }
        return new ProgramRun(run.end(), run.status(), run.output(), errors);
    }

    private static boolean isPassword(String name) {
        return name.startsWith("UV_INDEX_") && name.endsWith("_PASSWORD");
    }

    /** A name that has no password beside it is a token. */
    private static Stream<String> passwords(String text) {
        return LOGIN.matcher(text).results().map(login -> login.group(1)).flatMap(login -> {
            String word = login.substring(login.indexOf(':') + 1);
            return Stream.concat(Stream.of(word), decoded(word).stream());
        });
    }

    private static Optional<String> decoded(String word) {
        try {
            return Optional.of(PercentCoding.decode(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package org.pyflinkimage.facts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * What is known of Flink's configuration keys.
 *
 * @param removedSince the first release line without the removed keys
 * @param removed keys that are read no more, with what replaced them where something did
 * @param javaOptions by release line: what its default {@code env.java.opts.all} opens to Flink, which must not be shortened
 * @param sensitive which keys hold secrets
 */
public record ConfigurationFacts(
        FlinkMinor removedSince,
        Map<String, Optional<String>> removed,
        String removedSource,
        Map<FlinkMinor, JavaOptions> javaOptions,
        Sensitive sensitive) {

    private static final String STAR = "*";

    public ConfigurationFacts {
        removed = Map.copyOf(removed);
        javaOptions = Map.copyOf(javaOptions);
    }

    /**
     * A key that is read no more.
     *
     * @param instead what replaced it, with the name that the user gave
     */
    public record Removal(Optional<String> instead) {}

    /** Whether a release reads the removed keys no more. */
    public boolean hasRemoved(FlinkVersion flink) {
        return flink.line().compareTo(removedSince) >= 0;
    }

    /** Whether a key is one of the removed ones; in those a star stands for a name that the user has given. */
    public Optional<Removal> removalOf(String key) {
        return removed.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), key))
                .findFirst()
                .map(entry -> new Removal(entry.getValue().map(instead -> named(instead, entry.getKey(), key))));
    }

    private static boolean matches(String pattern, String key) {
        int star = pattern.indexOf(STAR);
        return star < 0
                ? pattern.equals(key)
                : key.length() >= pattern.length()
                        && key.startsWith(pattern.substring(0, star))
                        && key.endsWith(pattern.substring(star + 1))
                        && key.indexOf('.', star) == key.length() - (pattern.length() - star - 1);
    }

    private static String named(String instead, String pattern, String key) {
        int star = pattern.indexOf(STAR);
        return star < 0 ? instead : instead.replace(STAR, key.substring(star, key.indexOf('.', star)));
    }

    /**
     * What keys of secrets are called.
     *
     * @param words where a key has one, Flink prints no value in its logs
     * @param harmless beginnings of keys that have such a word and hold a name or a switch
     */
    public record Sensitive(List<String> words, List<String> harmless, String source) {

        private static final Pattern NO_VALUE = Pattern.compile(
                ".*[.-](file|path|dir|class|classes|provider|type|endpoint|enabled|lifetime|expiration)");

        public Sensitive {
            words = List.copyOf(words);
            harmless = List.copyOf(harmless);
        }

        /** Whether a key's value is a secret. */
        public boolean holdsSecret(String key) {
            String small = key.toLowerCase(Locale.ROOT);
            String telling = harmless.stream()
                    .filter(small::startsWith)
                    .findFirst()
                    .map(beginning -> small.substring(beginning.length()))
                    .orElse(small);
            return words.stream().anyMatch(telling::contains)
                    && !NO_VALUE.matcher(telling).matches();
        }
    }

    /** The options that a line's shipped configuration gives to every JVM. */
    public record JavaOptions(List<String> options, String source) {
        public JavaOptions {
            options = List.copyOf(options);
        }
    }
}

package org.pyflinkimage.facts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an artifact that may end with the Scala that it is compiled for, as in {@code flink-connector-kafka_2.12}.
 *
 * @param artifact the name without that
 * @param scala {@code 2.12}
 */
public record ScalaName(String artifact, Optional<String> scala) {

    private static final Pattern FORM = Pattern.compile("(.+)_(2\\.1[0-9])");

    /** Reads the name of any artifact. */
    public static ScalaName of(String artifactId) {
        Matcher matcher = FORM.matcher(artifactId);
        return matcher.matches()
                ? new ScalaName(matcher.group(1), Optional.of(matcher.group(2)))
                : new ScalaName(artifactId, Optional.empty());
    }
}

package org.pyflinkimage.rules;

/**
 * One configuration key with its value.
 *
 * @param place where it was written, for messages: {@code <flinkConfig>}, {@code config.yaml}
 */
public record FoundSetting(String key, String value, String place) {

    /** Whether the value is known before a container starts: the entrypoint puts variables into others. */
    boolean isFixed() {
        return !value.contains("$");
    }

    /** Whether the entrypoint's variable has it, against which nothing else holds. */
    boolean isOfVariable() {
        return place.equals(FoundSettings.VARIABLE);
    }

    /** A remedy: where to give it another value. */
    String named() {
        return isOfVariable()
                ? "the line `%s: …` of `<environment><%s>` (-Dpyflink.environment.%s)".formatted(key, place, place)
                : "`<flinkConfig><%s>` (-Dpyflink.flinkConfig.%s)".formatted(key, key);
    }

    /** A remedy: what to write in its place. */
    String replacedBy(String otherKey, String otherValue) {
        return isOfVariable()
                ? "the line `%s: %s` in its place in `<environment><%s>`".formatted(otherKey, otherValue, place)
                : "`<flinkConfig><%s>%s</%s></flinkConfig>`".formatted(otherKey, otherValue, otherKey);
    }

    /** {@code `rest.port: 9999` of <flinkConfig>}. */
    String toText() {
        return "`%s: %s` in `%s`".formatted(key, value, place);
    }
}

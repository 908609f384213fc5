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

    /** {@code `rest.port: 9999` of <flinkConfig>}. */
    String toText() {
        return "`%s: %s` in `%s`".formatted(key, value, place);
    }
}

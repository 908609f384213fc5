package org.pyflinkimage.rules;

/**
 * One configuration key with its value.
 *
 * @param place where it was written, for messages: {@code <flinkConfig>}, {@code config.yaml}
 */
public record Setting(String key, String value, String place) {

    /** {@code `rest.port: 9999` of <flinkConfig>}. */
    String toText() {
        return "`%s: %s` in `%s`".formatted(key, value, place);
    }
}

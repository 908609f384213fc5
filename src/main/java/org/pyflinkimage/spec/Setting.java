package org.pyflinkimage.spec;

/**
 * A key with its value, as declared.
 *
 * @param key flat: {@code taskmanager.numberOfTaskSlots}
 */
public record Setting(String key, String value) {}

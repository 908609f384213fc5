package org.pyflinkimage.spec;

import java.util.EnumMap;
import java.util.Map;

/**
 * A cell, or a group of cells, that the matrix leaves out: all that agree with every value given here.
 *
 * @param values raw text by axis; an axis that is not named matches any value
 */
public record Exclusion(Map<Element, String> values) {
    public Exclusion {
        EnumMap<Element, String> copy = new EnumMap<>(Element.class);
        copy.putAll(values);
        values = copy;
    }

    /** Whether it leaves that cell out. */
    public boolean matches(Combination cell) {
        return values.entrySet().stream().allMatch(axis -> matches(axis.getKey(), axis.getValue(), cell));
    }

    private static boolean matches(Element axis, String value, Combination cell) {
        return switch (axis) {
            case FLINK ->
                value.equals(cell.flink().toString())
                        || value.equals(cell.flink().line().toString());
            case JAVA -> value.equals(cell.java().toString());
            case PYTHON -> value.equals(cell.python().toString());
            case PLATFORMS -> value.equals(cell.platform().toString());
            default -> throw new IllegalArgumentException("not an axis: " + axis);
        };
    }
}

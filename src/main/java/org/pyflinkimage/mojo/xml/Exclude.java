package org.pyflinkimage.mojo.xml;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Exclusion;

/** {@code <exclude>}: leaves out the cells that have all the values given here. */
public class Exclude {

    /** A Flink release or line. */
    @Nullable
    String flink;

    /** A Java line. */
    @Nullable
    String java;

    /** A Python line. */
    @Nullable
    String python;

    /** A platform. */
    @Nullable
    String platform;

    /** What it means. */
    Exclusion toExclusion() {
        Map<Element, String> values = new EnumMap<>(Element.class);
        put(values, Element.FLINK, flink);
        put(values, Element.JAVA, java);
        put(values, Element.PYTHON, python);
        put(values, Element.PLATFORMS, platform);
        return new Exclusion(values);
    }

    private static void put(Map<Element, String> values, Element axis, @Nullable String value) {
        if (value != null) {
            values.put(axis, value.strip());
        }
    }
}
